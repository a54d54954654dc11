#!/bin/sh
# Makes sure that what the browser tests need is there: Chromium with its driver, the servers whose ready configurations are
# in tests/hosts, and axe-core; with `all` Firefox and WebKitGTK too (geckodriver is a crate: see the Makefile).
set -eu
cd "$(dirname "$0")"

have() { command -v "$1" >/dev/null 2>&1; }

missing=
have chromedriver && { have chromium || have chromium-browser || have google-chrome; } || missing='chromium chromium-driver'
have nginx && ls /etc/nginx/modules-enabled/*brotli-static.conf >/dev/null 2>&1 ||
  missing="$missing nginx-light libnginx-mod-http-brotli-static"
have caddy || missing="$missing caddy"
# A second reader of calendar files.
for python in python3 /usr/bin/python3; do
  have $python && $python -c 'import icalendar' 2>/dev/null && calendar=yes
done
[ -n "${calendar:-}" ] || missing="$missing python3-icalendar"
have npm || missing="$missing npm"
if [ "${1:-}" = all ]; then
  have firefox-esr || have firefox || missing="$missing firefox-esr"
  have WebKitWebDriver || missing="$missing webkit2gtk-driver"
  have xvfb-run || missing="$missing xvfb xauth"
  # The languages of WebKitGTK are those of the system.
  have localedef && [ -d /usr/share/i18n/locales ] || missing="$missing locales"
fi

if [ -n "$missing" ] && have apt-get && [ "$(id -u)" = 0 ]; then
  echo "Installing $missing"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing
  missing=
fi
if [ -z "$missing" ]; then
  [ -f axe/node_modules/axe-core/axe.min.js ] || npm ci --prefix axe --no-audit --no-fund --silent
  if [ "${1:-}" = all ]; then
    for locale in en_GB en_US de_DE zh_CN; do
      locale -a | grep -qix "$locale.utf-\?8" || localedef -i "$locale" -f UTF-8 "$locale.UTF-8" ||
        echo "The locale $locale.UTF-8 is missing: tests in WebKitGTK that need it will fail" >&2
    done
  fi
  exit 0
fi
cat >&2 <<'END'
The browser tests need Chromium (or Chrome) and ChromeDriver of the same version, nginx with its Brotli module, Caddy, and
Python with icalendar (as from PyPI), and npm. Those in all engines need Firefox, WebKitGTK with its driver, Xvfb and the
locales en_GB, en_US, de_DE and zh_CN too.
  Debian, Ubuntu:  sudo apt-get install chromium chromium-driver nginx-light libnginx-mod-http-brotli-static caddy \
                     python3-icalendar npm firefox-esr webkit2gtk-driver xvfb xauth locales
  Fedora:          sudo dnf install chromium chromedriver nginx nginx-mod-brotli caddy python3-icalendar nodejs-npm firefox \
                     webkit2gtk4.1 xorg-x11-server-Xvfb
END
exit 1
