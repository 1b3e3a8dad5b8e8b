#!/usr/bin/env bash
# Install what the tests need of the system (Chromium, GNU gettext), or name it and say how to get it.
set -uo pipefail

declare -A package=([chromium]=chromium [msgfmt]=gettext)
missing=()
for command in "${!package[@]}"; do
  command -v "$command" >/dev/null 2>&1 || missing+=("${package[$command]}")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" -eq 0 ]; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null && exit 0
fi
echo "The tests need ${missing[*]}, which cannot be installed from here." >&2
echo "On Debian or Ubuntu: sudo apt-get install ${missing[*]}" >&2
echo "Elsewhere: install them with your system's package manager so that 'chromium' and 'msgfmt' are on the PATH." >&2
exit 1
