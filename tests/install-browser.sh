#!/bin/sh
# Makes sure that what the browser tests need is there: Chromium with its driver, and the servers whose ready
# configurations are in tests/hosts.
set -eu

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
[ -n "$missing" ] || exit 0

if have apt-get && [ "$(id -u)" = 0 ]; then
  echo "Installing $missing"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing
  exit 0
fi
cat >&2 <<'END'
The browser tests need Chromium (or Chrome) and ChromeDriver of the same version, nginx with its Brotli module, Caddy, and
Python with icalendar (as from PyPI).
  Debian, Ubuntu:  sudo apt-get install chromium chromium-driver nginx-light libnginx-mod-http-brotli-static caddy \
                     python3-icalendar
  Fedora:          sudo dnf install chromium chromedriver nginx nginx-mod-brotli caddy python3-icalendar
END
exit 1
