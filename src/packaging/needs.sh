#!/bin/sh
# What a fresh machine needs: prints the packages that are missing and installs them.
#
#     needs.sh build           a compiler and the libraries
#     needs.sh build test      and what `make test` uses
#     needs.sh build test all  and what `make test-all` uses
#     needs.sh build fuzz      a compiler and what `make fuzz` uses
#     needs.sh build deb       a compiler and what `make deb` uses
#
# Debian 12+, Ubuntu 24.04+: apt-get, through sudo only when not root, after saying so. Elsewhere it
# names the packages for dnf and brew and leaves the rest to you: the build goes by pkg-config.
set -eu

deb_build="gcc libc6-dev make pkg-config libigraph-dev libxml2-dev libcjson-dev libutf8proc-dev zlib1g-dev libsqlite3-dev libarchive-dev"
deb_test="python3 libxml2-utils"
deb_all="python3-networkx python3-scipy python3-igraph graphviz raptor2-utils"

deb_fuzz="clang"
deb_deb="debhelper dpkg-dev fakeroot"

wanted="" others=no
for group in "$@"; do
    case "$group" in
    build) wanted="$wanted $deb_build" ;;
    test)  wanted="$wanted $deb_test" ;;
    all)   wanted="$wanted $deb_all"
           command -v npm >/dev/null 2>&1 || wanted="$wanted nodejs npm" # another node than Debian's will do
           command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || wanted="$wanted chromium" ;;
    fuzz)  wanted="$wanted $deb_fuzz" ;;
    deb)   wanted="$wanted $deb_deb" ;;
    *)     echo "needs.sh: no group '$group'; there are build, test, all, fuzz, deb" >&2; exit 2 ;;
    esac
done

by_pkg_config() {
    command -v pkg-config >/dev/null 2>&1 && pkg-config --exists igraph libxml-2.0 libcjson libutf8proc zlib sqlite3 libarchive &&
        command -v "${CC:-cc}" >/dev/null 2>&1
}

# Says so and fails where there is an igraph, but not one of the 0.10 series, whose calls we use.
right_igraph() {
    command -v pkg-config >/dev/null 2>&1 && pkg-config --exists igraph || return 0
    pkg-config --exists 'igraph >= 0.10' 'igraph < 1.0' && return 0
    echo "igraph $(pkg-config --modversion igraph) will not do: actorgraph needs igraph 0.10 (Debian 12 and 13, Ubuntu 24.04 and Fedora 38 have it)" >&2
    exit 1
}

right_igraph

if ! command -v dpkg-query >/dev/null 2>&1; then
    by_pkg_config && exit 0
    cat >&2 <<'TEXT'
This system has no apt. Install these, then run make again:
    dnf install gcc make pkgconf igraph-devel libxml2-devel cjson-devel utf8proc-devel zlib-devel sqlite-devel libarchive-devel python3 libxml2
    brew install pkg-config igraph libxml2 cjson utf8proc sqlite libarchive python3
TEXT
    exit 1
fi

missing=""
for p in $wanted; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$p" 2>/dev/null)" = installed ] || missing="$missing $p"
done
[ -n "$missing" ] || exit 0

sudo=""
[ "$(id -u)" = 0 ] || sudo=sudo
echo "Packages that are missing:$missing"
if [ -n "$sudo" ]; then
    command -v sudo >/dev/null 2>&1 || { echo "not root, and no sudo: ask your administrator to install them" >&2; exit 1; }
    if [ -t 0 ]; then
        printf 'Install them now with "sudo apt-get install"? [Y/n] '
        read -r answer
        case "$answer" in n* | N*) echo "Nothing installed."; exit 1 ;; esac
    fi
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "Installing them (a minute or two) ..."
# shellcheck disable=SC2086
if ! { $sudo apt-get update && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing; } >"$log" 2>&1; then
    tail -n 5 "$log" >&2
    echo "the packages could not be installed; the lines above are what apt-get said" >&2
    exit 1
fi
right_igraph
