/* Worker processes.
 *
 * A child reads the numbers of items from one pipe and writes frames to another: a byte of kind, a
 * length, the bytes. One item is under way in a child at a time, so a death has one suspect. What
 * has come back waits until all items before it are done. */
#define _GNU_SOURCE
#include "workers.h"

#include "base/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TAKEN = 'T', REFUSED = 'R', DONE = 'D', MOST_JOBS = 256 };

struct ag_answer {
    ag_buf out;
};

static void
frame(ag_buf *out, char kind, ag_str bytes)
{
    uint32_t n = (uint32_t)bytes.len;

    ag_buf_char(out, kind);
    ag_buf_add(out, &n, sizeof n);
    ag_buf_str(out, bytes);
}

void
ag_answer_take(ag_answer *answer, ag_str line)
{
    frame(&answer->out, TAKEN, line);
}

void
ag_answer_refuse(ag_answer *answer, ag_str why)
{
    frame(&answer->out, REFUSED, why);
}

static bool
write_all(int fd, const char *p, size_t n)
{
    while (n) {
        ssize_t k = write(fd, p, n);

        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0)
            return false;
        p += k;
        n -= (size_t)k;
    }
    return true;
}

static bool
read_all(int fd, void *to, size_t n)
{
    char *p = to;

    while (n) {
        ssize_t k = read(fd, p, n);

        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0)
            return false;
        p += k;
        n -= (size_t)k;
    }
    return true;
}

/* ---- the child -------------------------------------------------------------------------------- */

static void
limit_time(int seconds)
{
    struct itimerval t = { .it_value = { .tv_sec = seconds } };

    setitimer(ITIMER_PROF, &t, NULL); /* SIGPROF ends the process */
}

static _Noreturn void
child(int in, int out, ag_work *work, const void *tools, const ag_items *items, const ag_work_options *options)
{
    ag_arena *a = ag_arena_new(options->bytes);
    ag_answer answer = { 0 };
    jmp_buf full;
    int i;

    signal(SIGINT, SIG_IGN); /* the parent tells us */
    signal(SIGPROF, SIG_DFL);
    while (read_all(in, &i, sizeof i)) {
        const ag_item *item = &items->items.at[i];

        answer.out.len = 0;
        if (options->seconds)
            limit_time(options->seconds);
        if (setjmp(full) == 0) {
            ag_arena_guard(a, &full);
            work(tools, a, item, &answer);
        } else {
            _exit(2); /* seen as a death: the item is cut, or set aside */
        }
        ag_arena_guard(a, NULL);
        limit_time(0);
        frame(&answer.out, DONE, AG_S(""));
        if (!write_all(out, answer.out.at, answer.out.len))
            break;
        ag_arena_reset(a);
    }
    _exit(0);
}

/* ---- the parent ------------------------------------------------------------------------------- */

typedef struct worker {
    pid_t pid;
    int to, from;  /* pipes */
    int item;      /* under way, or -1 */
    ag_buf got;    /* frames of the item so far */
} worker;

typedef enum state { WAITING, FINISHED, CUT } state;

typedef struct slot { /* beside each item */
    uint8_t state;
    ag_buf frames;        /* its whole answer */
    int first_part, parts; /* the items it was cut into */
} slot;

typedef struct run {
    ag_arena *a;
    ag_items *items;
    AG_LIST(slot) slots;
    ag_work *work;
    const void *tools;
    const ag_work_options *options;
    ag_yield yield;
    worker workers[MOST_JOBS];
    AG_LIST(int) queue;   /* items to do; taken from the front */
    int next, done, top;  /* place in the queue; items finished; items that were not cut from others */
    int emitted;          /* top items handed on */
} run;

static volatile sig_atomic_t children[MOST_JOBS];

void
ag_workers_kill(void)
{
    for (int i = 0; i < MOST_JOBS; i++)
        if (children[i] > 0)
            kill((pid_t)children[i], SIGKILL);
}

static ag_status
start(run *r, worker *w, ag_err *err)
{
    int down[2], up[2];

    if (pipe2(down, O_CLOEXEC) != 0)
        return ag_fail(err, AG_MACHINE, "cannot start a worker: %s", strerror(errno));
    if (pipe2(up, O_CLOEXEC) != 0) {
        close(down[0]);
        close(down[1]);
        return ag_fail(err, AG_MACHINE, "cannot start a worker: %s", strerror(errno));
    }
    fflush(NULL);
    w->pid = fork();
    if (w->pid == 0) {
        for (int k = 0; k < MOST_JOBS; k++) /* or a sister's pipe would never end */
            if (r->workers[k].pid > 0 && &r->workers[k] != w) {
                close(r->workers[k].to);
                close(r->workers[k].from);
            }
        close(down[1]);
        close(up[0]);
        child(down[0], up[1], r->work, r->tools, r->items, r->options);
    }
    close(down[0]);
    close(up[1]);
    if (w->pid < 0) {
        close(down[1]);
        close(up[0]);
        w->pid = 0;
        return ag_fail(err, AG_MACHINE, "cannot start a worker: %s", strerror(errno));
    }
    w->to = down[1];
    w->from = up[0];
    w->item = -1;
    w->got.len = 0;
    children[w - r->workers] = w->pid;
    return AG_OK;
}

static int
stop(run *r, worker *w)
{
    int status = 0;

    if (w->pid <= 0)
        return 0;
    close(w->to);
    close(w->from);
    while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
        ;
    children[w - r->workers] = 0;
    w->pid = 0;
    return status;
}

static void
emit(run *r, int i)
{
    slot *s = &r->slots.at[i];

    if (s->state == CUT)
        for (int k = 0; k < s->parts; k++)
            emit(r, s->first_part + k);
    for (size_t p = 0; p < s->frames.len;) {
        char kind = s->frames.at[p];
        uint32_t n;

        memcpy(&n, s->frames.at + p + 1, sizeof n);
        p += 1 + sizeof n;
        if (kind == TAKEN)
            r->yield.line(r->yield.self, (ag_str){ s->frames.at + p, n });
        else if (kind == REFUSED)
            r->yield.refused(r->yield.self, (ag_str){ s->frames.at + p, n });
        p += n;
    }
    ag_buf_done(&s->frames);
}

static bool
is_finished(const run *r, int i)
{
    const slot *s = &r->slots.at[i];

    if (s->state == CUT) {
        for (int k = 0; k < s->parts; k++)
            if (!is_finished(r, s->first_part + k))
                return false;
        return true;
    }
    return s->state == FINISHED;
}

static void
emit_ready(run *r)
{
    while (r->emitted < r->top && is_finished(r, r->emitted))
        emit(r, r->emitted++);
}

static void
show(const run *r)
{
    enum { WIDTH = 30 };
    int total = r->queue.n, filled = total ? (int)((long)r->done * WIDTH / total) : WIDTH;

    if (!r->options->show_progress)
        return;
    fprintf(stderr, "\r[%.*s%.*s] %d of %d ", filled, "##############################", WIDTH - filled,
            "..............................", r->done, total);
    if (r->done == total)
        fprintf(stderr, "\r%*s\r", WIDTH + 32, "");
    fflush(stderr);
}

static void
finish(run *r, int i, ag_buf *frames)
{
    r->slots.at[i].state = FINISHED;
    r->slots.at[i].frames = *frames;
    *frames = (ag_buf){ 0 };
    r->done++;
    emit_ready(r);
    show(r);
}

/* A child has died on item i: smaller bites, or out with it. */
static void
bury(run *r, int i, int status)
{
    ag_items parts = { 0 };
    const ag_item *item = &r->items->items.at[i];

    if (ag_ingest_cut(r->a, item, &parts)) {
        r->slots.at[i].state = CUT;
        r->slots.at[i].first_part = r->items->items.n;
        r->slots.at[i].parts = parts.items.n;
        for (int k = 0; k < parts.items.n; k++) {
            AG_PUSH(r->a, &r->queue, r->items->items.n);
            AG_PUSH(r->a, &r->items->items, parts.items.at[k]);
            AG_PUSH(r->a, &r->slots, (slot){ 0 });
        }
        r->done++;
        emit_ready(r);
        return;
    }

    ag_buf frames = { 0 };
    const char *why = WIFEXITED(status) && WEXITSTATUS(status) == 2 ? "needs more memory than an article may take"
                    : WIFSIGNALED(status) && WTERMSIG(status) == SIGPROF ? "takes more time than an article may take"
                                                                          : "the reader crashed on it; please report this file";
    ag_str place = item->line > 1 ? ag_arena_printf(r->a, "%.*s:%d: %s", AG_SHOW(item->label), item->line, why)
                                  : ag_arena_printf(r->a, "%.*s: %s", AG_SHOW(item->label), why);

    frame(&frames, REFUSED, place);
    finish(r, i, &frames);
}

/* Items cut after the fork are unknown to the old children: start anew for each of those. */
static ag_status
feed(run *r, worker *w, ag_err *err)
{
    if (r->next == r->queue.n)
        return AG_OK;

    int i = r->queue.at[r->next];

    if (w->pid && i >= r->top)
        stop(r, w);
    if (!w->pid)
        AG_TRY(start(r, w, err));
    r->next++;
    w->item = i;
    if (!write_all(w->to, (const char *)&i, sizeof i)) {
        int status = stop(r, w);

        w->item = -1;
        bury(r, i, status);
        return feed(r, w, err);
    }
    return AG_OK;
}

/* Takes what a child has written. False: it is dead. */
static bool
take(run *r, worker *w)
{
    char bytes[65536];
    ssize_t n = read(w->from, bytes, sizeof bytes);

    if (n < 0 && (errno == EINTR || errno == EAGAIN))
        return true;
    if (n <= 0)
        return false;
    ag_buf_add(&w->got, bytes, (size_t)n);
    if (w->got.len >= 5 && w->got.at[w->got.len - 5] == DONE) {
        /* DONE is the last frame, and only if the frames before it end exactly there */
        size_t p = 0;

        while (p + 5 <= w->got.len) {
            uint32_t k;
            char kind = w->got.at[p];

            memcpy(&k, w->got.at + p + 1, sizeof k);
            p += 5 + (size_t)k;
            if (kind == DONE && p == w->got.len) {
                int i = w->item;

                w->item = -1;
                finish(r, i, &w->got);
                return true;
            }
        }
    }
    return true;
}

static ag_status
loop(run *r, int jobs, ag_err *err)
{
    while (r->done < r->queue.n) {
        struct pollfd waits[MOST_JOBS];
        int of[MOST_JOBS], n = 0;

        for (int k = 0; k < jobs; k++) {
            worker *w = &r->workers[k];

            if (w->item < 0)
                AG_TRY(feed(r, w, err));
            if (w->item >= 0) {
                of[n] = k;
                waits[n++] = (struct pollfd){ .fd = w->from, .events = POLLIN };
            }
        }
        if (n == 0)
            continue; /* all that was left has just been buried */
        if (poll(waits, (nfds_t)n, -1) < 0 && errno != EINTR)
            return ag_fail(err, AG_MACHINE, "cannot wait for workers: %s", strerror(errno));
        for (int k = 0; k < n; k++) {
            worker *w = &r->workers[of[k]];

            if (!(waits[k].revents & (POLLIN | POLLHUP | POLLERR)) || take(r, w))
                continue;

            int i = w->item, status = stop(r, w);

            w->item = -1;
            w->got.len = 0;
            bury(r, i, status);
        }
    }
    return AG_OK;
}

ag_status
ag_workers_run(ag_arena *a, ag_items *items, ag_work *work, const void *tools, const ag_work_options *options,
               ag_yield yield, ag_err *err)
{
    run *r = AG_NEW(a, run);
    int jobs = options->jobs < 1 ? 1 : options->jobs > MOST_JOBS ? MOST_JOBS : options->jobs;

    r->a = a;
    r->items = items;
    r->work = work;
    r->tools = tools;
    r->options = options;
    r->yield = yield;
    r->top = items->items.n;
    for (int i = 0; i < r->top; i++) {
        AG_PUSH(a, &r->queue, i);
        AG_PUSH(a, &r->slots, (slot){ 0 });
    }
    if (jobs > r->top)
        jobs = r->top;
    for (int k = 0; k < jobs; k++)
        r->workers[k].item = -1;
    signal(SIGPIPE, SIG_IGN);

    ag_status s = loop(r, jobs, err);

    for (int k = 0; k < jobs; k++) {
        if (s != AG_OK && r->workers[k].pid > 0)
            kill(r->workers[k].pid, SIGKILL);
        stop(r, &r->workers[k]);
        ag_buf_done(&r->workers[k].got);
    }
    for (int i = 0; i < r->slots.n; i++)
        ag_buf_done(&r->slots.at[i].frames);
    return s;
}
