#!/bin/sh
# Everything that the comparison needs beside Node, on Debian 12: run once, as root (installs packages).
set -eu
cd "$(dirname "$0")"
packages="r-cran-rstan r-base-dev libboost-dev r-cran-jsonlite r-cran-posterior"
if ! dpkg -s $packages >/dev/null 2>&1; then
  apt-get update
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages
fi

# rstan compiles against the headers of R's package BH. Debian's r-cran-bh holds none and leaves it to libboost-dev, which
# rstan does not know: so a package of that name whose include folder is the system's.
library=.tmp/r-library
mkdir -p "$library" .tmp/BH
cat >.tmp/BH/DESCRIPTION <<'DESCRIPTION'
Package: BH
Version: 1.74.0
Title: Boost Headers of the System
Description: A stub whose include folder links to the system's Boost headers.
Author: Plumbline
Maintainer: Plumbline <nobody@localhost>
License: MIT
DESCRIPTION
: >.tmp/BH/NAMESPACE
R CMD INSTALL --no-docs --library="$library" .tmp/BH
mkdir -p "$library/BH/include"
ln -sfn /usr/include/boost "$library/BH/include/boost"

# A compiler flag a line; Debian's own are -O2 with hardening.
printf 'CXX14FLAGS = -O3 -mtune=native -Wno-ignored-attributes -Wno-deprecated-declarations\n' >.tmp/Makevars

R_LIBS="$PWD/$library" R_MAKEVARS_USER="$PWD/.tmp/Makevars" Rscript compile.R
