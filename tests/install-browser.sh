#!/bin/sh
# Makes sure that Chromium and its driver are there: the browser tests need both.
set -eu

have() { command -v "$1" >/dev/null 2>&1; }

if have chromedriver && { have chromium || have chromium-browser || have google-chrome; }; then
  exit 0
fi
if have apt-get && [ "$(id -u)" = 0 ]; then
  echo 'Installing Chromium and its driver'
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium chromium-driver
  exit 0
fi
cat >&2 <<'END'
The browser tests need Chromium (or Chrome) and ChromeDriver of the same version on the PATH.
  Debian, Ubuntu:  sudo apt-get install chromium chromium-driver
  Fedora:          sudo dnf install chromium chromedriver
  macOS:           brew install --cask chromium chromedriver
END
exit 1
