#!/usr/bin/env python3
"""Formats: the same few articles in every form that analysts have them, read as the same articles.

    run.py --program build/actorgraph

Files are made here, by Python's own writers of zip, tar, gzip, xz and bzip2. Each test names what it proves.
"""
import argparse
import bz2
import gzip
import io
import json
import lzma
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import tally  # noqa: E402
from tally import case  # noqa: E402

ARTICLES = [
    ("Harbour talks go on", "2024-03-05", "Petra Quist", "https://news.example/harbour",
     ["Foreign Minister Anna Berg met her Danish counterpart Carl Dahl in Oslo on Tuesday.",
      "Berg said that both sides, and \"many others\", wanted the harbour to open in May; Dahl agreed."]),
    ("Strike ends at the northern line", "2024-03-06", "Ole Vinter", "https://news.example/strike",
     ["The railway union of Norland called off its strike on Wednesday after talks with the ministry.",
      "Union leader Maja Holm thanked the minister and said that work would begin at once."]),
    ("Court frees fisherman", "2024-03-07", "Ann Lee", "https://news.example/court",
     ["A court in Bergen freed a fisherman on Thursday whom the coast guard had accused of smuggling.",
      "The coast guard said it would appeal, and that the man must not leave the country until then."]),
]

program = None


def run(*args, stdin=None):
    p = subprocess.run([program, *args], input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)
    return p.returncode, p.stdout.decode(), p.stderr.decode()


def records(*paths, stdin=None, options=()):
    code, out, err = run("extract", "--quiet", *options, *paths, stdin=stdin)
    return code, [r for r in map(json.loads, out.splitlines()) if "doc" in r], err


def plain(title, day, author, url, paragraphs):
    return ("%s\n\nBy %s\nMarch %d, 2024\n\n%s\n" % (title, author, int(day[-2:]), "\n\n".join(paragraphs))).encode()


def page(title, day, author, url, paragraphs):
    return ("<html><head><title>%s</title><meta property='article:published_time' content='%sT08:00:00Z'>"
            "<link rel='canonical' href='%s'></head><body><article><h1>%s</h1>%s</article></body></html>"
            % (title, day, url, title, "".join("<p>%s</p>" % p.replace('"', "&quot;") for p in paragraphs))).encode()


def line(title, day, author, url, paragraphs):
    return json.dumps({"title": title, "date": day, "author": author, "url": url, "text": "\n\n".join(paragraphs)}) + "\n"


def table(separator, names=("title", "date", "author", "url", "text")):
    rows = [names] + [(t, d, a, u, "\n\n".join(p)) for t, d, a, u, p in ARTICLES]
    quote = lambda v: '"%s"' % v.replace('"', '""')  # noqa: E731
    return "".join(separator.join(map(quote, r)) + "\r\n" for r in rows).encode()


def markdown(title, day, author, url, paragraphs):
    return ("---\ntitle: \"%s\"\ndate: %s\nauthors:\n  - %s\nurl: %s\n---\n\n# %s\n\n![A harbour](h.png)\n\n%s\n\n```\ncode\n```\n"
            % (title, day, author, url, title,
               "\n\n".join(p.replace("Berg", "**Berg**").replace("strike", "[strike](https://x.example/a_b)") for p in paragraphs))).encode()


def nitf(title, day, author, url, paragraphs):
    return ('<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf><head><title>x</title><docdata>'
            '<date.issue norm="%s"/></docdata></head><body><body.head><hedline><hl1>%s</hl1></hedline>'
            '<byline>By %s</byline></body.head><body.content>%s</body.content></body></nitf>'
            % (day.replace("-", "") + "T080000Z", title, author, "".join("<p>%s</p>" % p for p in paragraphs))).encode()


def newsml(articles, status="stat:usable"):
    items = "".join(
        '<newsItem guid="%s"><itemMeta><provider literal="Example News"/><versionCreated>%sT10:00:00Z</versionCreated>'
        '<pubStatus qcode="%s"/></itemMeta><contentMeta><contentCreated>%sT08:00:00Z</contentCreated><by>%s</by>'
        '<headline>%s</headline><language tag="en"/></contentMeta><contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml">'
        '<body>%s</body></html></inlineXML></contentSet></newsItem>'
        % (u, d, status, d, a, t, "".join("<p>%s</p>" % x for x in p)) for t, d, a, u, p in articles)
    return ('<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>%s</itemSet></newsMessage>'
            % items).encode()


def nexis():
    months = {"03": "March"}
    out = "Download Request: All\nTime Of Request: May 1, 2024\n\n"
    for i, (t, d, a, u, p) in enumerate(ARTICLES):
        y, m, day = d.split("-")
        words = "\n\n".join(p)
        wrapped = []
        for par in p:
            row = ""
            for w in par.split():
                if len(row) + 1 + len(w) > 78:
                    wrapped.append(row)
                    row = w
                else:
                    row = (row + " " + w).strip()
            wrapped += [row, ""]
        out += ("\n                               %d of %d DOCUMENTS\n\n                     Copyright 2024 Example Press\n"
                "                              The Example Post\n\n                         %s %d, %s Tuesday\n\nSECTION: NEWS; Pg. 4\n\n"
                "LENGTH: %d words\n\nHEADLINE: %s\n\nBYLINE: %s\n\nBODY:\n\n\n%s\n\nLOAD-DATE: May 1, 2024\n\nLANGUAGE: ENGLISH\n\n"
                "PUBLICATION-TYPE: Newspaper\n\n" % (i + 1, len(ARTICLES), months[m], int(day), y, len(words.split()), t, a, "\n".join(wrapped)))
    return out.encode()


def factiva():
    out = ""
    for i, (t, d, a, u, p) in enumerate(ARTICLES):
        out += ("HD  %s\nBY  %s\nWC  40 words\nPD  %d March 2024\nSN  The Example Post\nLA  English\nLP  \n%s\nTD  \n%s\n"
                "CO  xmpl : Example\nAN\nDocument EXMPL00020240305ek350000%d\n\n\n" % (t, a, int(d[-2:]), p[0], "\n\n".join(p[1:]), i))
    return out.encode()


def docx(title, day, author, url, paragraphs):
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    runs = ['<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>%s</w:t></w:r></w:p>' % title]
    for p in paragraphs:
        half = len(p) // 2
        runs.append('<w:p><w:r><w:t xml:space="preserve">%s</w:t></w:r><w:del><w:r><w:delText>Deleted words.</w:delText></w:r></w:del>'
                    '<w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>' % (p[:half], p[half:]))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        z.writestr("word/document.xml", '<?xml version="1.0"?><w:document %s><w:body>%s</w:body></w:document>' % (w, "".join(runs)))
    return out.getvalue()


def warc_record(kind, url, content_type, body):
    head = ("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            % (kind, url, content_type, len(body))).encode("utf-8", "surrogateescape")
    return head + body + b"\r\n\r\n"


def http(body, *fields, status="200 OK", chunked=False):
    if chunked:
        body = b"".join(b"%x\r\n%s\r\n" % (len(body[i:i + 100]), body[i:i + 100]) for i in range(0, len(body), 100)) + b"0\r\n\r\n"
        fields += ("Transfer-Encoding: chunked",)
    return ("HTTP/1.1 %s\r\n%s\r\n" % (status, "".join(f + "\r\n" for f in ("Content-Type: text/html; charset=utf-8",) + fields))).encode() + body


def warc():
    a, b, c = ARTICLES
    return [warc_record("warcinfo", "", "application/warc-fields", b"software: none\r\n"),
            warc_record("request", a[3], "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"),
            warc_record("response", a[3], "application/http; msgtype=response", http(page(*a))),
            warc_record("response", b[3] + "/", "application/http; msgtype=response",
                        http(gzip.compress(page(*b), mtime=0), "Content-Encoding: gzip", chunked=True)),
            warc_record("response", c[3], "application/http; msgtype=response", http(page(*c), status="404 Not Found")),
            warc_record("response", c[3], "application/http; msgtype=response", http(page(*c)))]


def tar(members, mode):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as t:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            t.addfile(info, io.BytesIO(data))
    return out.getvalue()


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in members:
            z.writestr(name, data)
    return out.getvalue()


def same(found, expected=ARTICLES, head=("title", "date"), paragraphs=True):
    """What differs between the records and the articles, or nothing."""
    if len(found) != len(expected):
        return "%d articles instead of %d" % (len(found), len(expected))
    for r, (title, day, author, url, p) in zip(found, expected):
        want = {"title": title, "date": day, "url": url, "authors": [author]}
        for field in head:
            if r["doc"].get(field) != want[field]:
                return "%s is %r instead of %r" % (field, r["doc"].get(field), want[field])
        text = r["text"].split("\n\n")
        if paragraphs and text[-len(p):] != p:
            return "text is %r" % r["text"]
    return ""


def main():
    global program
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default="build/actorgraph")
    program = os.path.abspath(parser.parse_args().program)
    folder = tempfile.TemporaryDirectory()
    os.chdir(folder.name)

    def put(name, data):
        os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
        with open(name, "wb") as f:
            f.write(data)
        return name

    everything = ("title", "date", "url", "authors")
    lines = "".join(line(*a) for a in ARTICLES).encode()
    names = ["%d.txt" % i for i in range(3)]
    texts = [(n, plain(*a)) for n, a in zip(names, ARTICLES)]

    for name, separator in (("commas.csv", ","), ("semicolons.csv", ";"), ("tabs.tsv", "\t")):
        case("a table parted as in %s gives one article a row" % name, same(records(put(name, table(separator)))[1], head=everything))
    case("columns go by other names and letter cases",
         same(records(put("names.csv", table(",", ("Headline", "Publish Date", "By", "Link", "Article_Body"))))[1], head=everything))
    case("a table with a byte order mark is read", same(records(put("bom.csv", b"\xef\xbb\xbf" + table(",")))[1], head=everything))
    many = [("Talks %d" % i, "2024-03-05", "Ann Lee", "https://news.example/%d" % i,
            ["Foreign Minister Anna Berg met \"Carl\" Dahl\nfor the %d. time in Oslo, the ministry said on Tuesday." % i]) for i in range(100)]
    rows = "title,text\r\n" + "".join('%s,"%s"\r\n' % (t, p[0].replace('"', '""')) for t, d, a, u, p in many)
    code, found, err = records(put("many.csv", rows.encode()), options=("--jobs", "2"))
    case("a large table is cut between rows, line ends in values or not",
         "" if [r["doc"]["title"] for r in found] == [m[0] for m in many] else "%d articles" % len(found))
    code, found, err = records(put("prices.csv", b"day,price\n2024-03-05,7\n"))
    case("a table without text is refused with the way out", "" if code == 3 and "'text'" in err else err)
    code, found, err = records(put("hole.csv", table(",") + b'"No text","2024-01-01","","",""\r\n'))
    case("a row without text is set aside by its number", "" if code == 3 and "hole.csv:5" in err and len(found) == 3 else err)

    for i, a in enumerate(ARTICLES):
        put("md/%d.md" % i, markdown(*a))
        put("nitf/%d.xml" % i, nitf(*a))
        put("docx/%d.docx" % i, docx(*a))
    put("md/README.md", b"# About\n\nThis folder holds articles and this file is none of them at all.\n")
    case("Markdown in a folder is read, README.md is not", same(records("md")[1], head=everything))
    code, out, err = run("show", "article", "md/0.md")
    case("what Markdown has beside text is shown among the removed lines",
         "" if "image | ![A harbour](h.png)" in out and "code | code" in out and "**" not in out else out)
    case("NITF is read", same(records("nitf")[1], head=("title", "date", "authors")))
    case("Word files are read, deleted text is not", same(records("docx")[1], head=("title",)))
    case("a NewsML-G2 message gives an article an item",
         same(records(put("message.xml", newsml(ARTICLES)))[1], head=("title", "date", "authors")))
    code, found, err = records(put("gone.xml", newsml(ARTICLES[:1], "stat:withheld")))
    case("a withheld item is set aside", "" if code == 3 and not found and "took this item back" in err else err)
    case("an export of Nexis gives its articles", same(records(put("nexis.txt", nexis()))[1], head=("title", "date", "authors")))
    case("an export of Factiva gives its articles", same(records(put("factiva.txt", factiva()))[1], head=("title", "date", "authors")))

    for name, data in (("crawl.warc", b"".join(warc())), ("crawl.warc.gz", b"".join(gzip.compress(r, mtime=0) for r in warc()))):
        code, found, err = records(put(name, data))
        case("%s gives the pages that were fetched well" % name, same(found, head=("title", "date")) or
             ("" if [r["doc"]["url"] for r in found] == [a[3] for a in ARTICLES] else str([r["doc"]["url"] for r in found])))
    wet = b"".join(warc_record("conversion", a[3], "text/plain", (a[0] + "\n" + "\n".join(a[4])).encode()) for a in ARTICLES)
    code, found, err = records(put("text.warc.wet.gz", gzip.compress(wet)), options=("--date", "2024-03-08"))
    case("WET records are read, addresses kept", "" if [r["doc"].get("url") for r in found] == [a[3] for a in ARTICLES] else err)
    odd = warc_record("response", "https://news.example/caf\udce9\udcff", "application/http; msgtype=response", http(page(*ARTICLES[0]).replace(b"canonical", b"x")))
    code, found, err = records(put("odd.warc", odd))
    case("an address that is no UTF-8 is mended", "" if len(found) == 1 and found[0]["doc"]["url"].startswith("https://news.example/caf") else err)
    code, found, err = records(put("cut.warc", b"".join(warc())[:-300]))
    case("a web archive that breaks off keeps what was whole", "" if code == 3 and len(found) == 2 and "breaks off" in err else err)

    for name, data in (("a.zip", zipped(texts)), ("a.tar", tar(texts, "w")), ("a.tar.gz", tar(texts, "w:gz")),
                       ("a.tgz", tar(texts, "w:gz")), ("a.tar.xz", tar(texts, "w:xz")), ("a.tar.bz2", tar(texts, "w:bz2"))):
        code, found, err = records(put(name, data))
        case("%s gives its members, called archive/member" % name, same(found) or
             ("" if [r["doc"]["path"] for r in found] == [name + "/" + n for n in names] else str([r["doc"]["path"] for r in found])))
    for name, data in (("l.jsonl.gz", gzip.compress(lines)), ("l.jsonl.xz", lzma.compress(lines)), ("l.jsonl.bz2", bz2.compress(lines))):
        case("%s is read as what it holds" % name, same(records(put(name, data))[1], head=everything))
    case("a table in a zip is cut and read with its header", same(records(put("t.zip", zipped([("x/t.csv", table(","))])))[1], head=everything))
    case("an archive on the standard input is read", same(records("-", stdin=zipped(texts))[1]))
    case("an archive within an archive is read", same(records(put("nest.zip", zipped([("in.tar.gz", tar(texts, "w:gz"))])))[1]))
    deep = zipped([("3.zip", zipped([("2.zip", zipped([("1.zip", zipped(texts))]))]))])
    code, found, err = records(put("deep.zip", deep))
    case("deeper ones are refused with the way out", "" if code == 3 and not found and "unpack it yourself" in err else err)

    code, found, err = records(put("bomb.zip", zipped([("zeros.txt", b"\0" * (60 << 20))] + texts)))
    case("a bomb is given up with a sentence", "" if code in (1, 3) and "200 times" in err else err)
    data = tar(texts, "w")
    code, found, err = records(put("bad.tar", data[:len(data) // 2 - 6000]))
    case("a damaged archive says so, and what was whole is read", "" if code == 3 and found and "damaged" in err else err)
    before = set(os.listdir("."))
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as t:
        for name, kind, target in (("../../up.txt", tarfile.REGTYPE, ""), ("/abs.txt", tarfile.REGTYPE, ""),
                                   ("link.txt", tarfile.SYMTYPE, "/etc/passwd"), ("hard.txt", tarfile.LNKTYPE, "a.txt"),
                                   ("fifo.txt", tarfile.FIFOTYPE, "")):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, target
            body = plain(*ARTICLES[0]) if kind == tarfile.REGTYPE else b""
            info.size = len(body)
            t.addfile(info, io.BytesIO(body))
    code, found, err = records(put("odd.tar", out.getvalue()))
    case("names of members are labels: nothing appears on the disk, links are passed over",
         "" if len(found) == 2 and set(os.listdir(".")) == before | {"odd.tar"} and not os.path.exists("../../up.txt") else err)
    put("mix/b.zip", zipped(texts[:1]))
    put("mix/a.jsonl.gz", gzip.compress(line(*ARTICLES[1]).encode()))
    put("mix/c.docx", docx(*ARTICLES[2]))
    put("mix/picture.png", b"\x89PNG")
    one = run("extract", "--quiet", "--jobs", "1", "mix")
    two = run("extract", "--quiet", "--jobs", "2", "mix")
    case("a folder of archives gives the same bytes with one worker and with two", "" if one == two and one[1].count("\n") >= 3 else one[2])
    code, out, err = run("shard", "-n", "2", "-o", "shards", "mix")
    parts = [records("--shard", "shards/shard-%04d.txt" % k)[1] for k in (1, 2)]
    case("archives in a shard are unpacked where the shard is read",
         "" if sorted(r["doc"]["id"] for p in parts for r in p) == sorted(json.loads(x)["doc"]["id"] for x in one[1].splitlines() if '"doc"' in x[:8])
         else str(parts)[:300] + err)
    folder.cleanup()
    return tally.end()


if __name__ == "__main__":
    sys.exit(main())
