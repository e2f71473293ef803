# Sourced by ./run and ./check: makes a bare Debian ready. Presumes bash, git, python3 and certificates, nothing else.
# Afterwards .venv/bin/docpipe is there. A second call finds everything in place and returns at once.
# $1: what to install beside the program itself ("" or "test").

export LC_ALL=C.UTF-8 PYTHONUTF8=1 PIP_DISABLE_PIP_VERSION_CHECK=1
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '%s\n' "$*" >&2; }

# Runs a command; what it prints is shown only where it fails, and then everything ends.
quietly() {
  local log
  log=$(mktemp)
  "$@" >"$log" 2>&1 || { tail -n 20 "$log" >&2; rm -f "$log"; exit 3; }
  rm -f "$log"
}

# The Debian packages that are missing, by what they give rather than by their names, so that a Python or a Tesseract
# from elsewhere counts too.
# $1: "test" where the tests will run: they open the page of `docpipe check` in a real browser.
missing_packages() {
  python3 -c 'import venv, ensurepip' 2>/dev/null || echo python3-venv
  local languages
  languages=$(tesseract --list-langs 2>/dev/null) || echo tesseract-ocr
  for language in kaz rus eng; do
    grep -qx "$language" <<<"$languages" || echo "tesseract-ocr-$language"
  done
  local fonts
  fonts=$(fc-list : family 2>/dev/null) || echo fontconfig
  grep -q 'PT Serif' <<<"$fonts" || echo fonts-paratype
  local libraries
  libraries=$(ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null)
  grep -q 'libpango-1\.0\.so' <<<"$libraries" || echo libpango-1.0-0
  grep -q 'libpangoft2-1\.0\.so' <<<"$libraries" || echo libpangoft2-1.0-0
  grep -q 'libharfbuzz-subset\.so' <<<"$libraries" || echo libharfbuzz-subset0
  [ "${1:-}" != test ] || command -v chromium chromium-browser google-chrome >/dev/null || echo chromium
}

system_packages() {
  local wanted
  wanted=$(missing_packages "${1:-}" | tr '\n' ' ')
  [ -n "$wanted" ] || return 0
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    say "Missing: $wanted"
    say "As root: apt-get update && apt-get install -y --no-install-recommends $wanted"
    # without them letters still read, scans do not: only the virtual environment is a must
    python3 -c 'import venv, ensurepip' 2>/dev/null || exit 3
    return 0
  fi
  say "Installing $wanted"
  quietly apt-get update
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive quietly apt-get install -y --no-install-recommends $wanted
}

virtual_environment() {
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { say "Python 3.11 or newer is needed"; exit 3; }
  local stamp=.venv/.installed${1:+-$1} wanted
  wanted=$({ pwd; python3 --version; cat pyproject.toml; } | sha256sum)
  if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && [ -x .venv/bin/docpipe ]; then return 0; fi
  # an environment that was made elsewhere, or only by half, is made anew
  if ! { grep -qs " $PWD/.venv\$" .venv/pyvenv.cfg && .venv/bin/python -m pip --version >/dev/null 2>&1; }; then
    quietly python3 -m venv --clear .venv
  fi
  say "Installing docpipe into .venv"
  quietly .venv/bin/python -m pip install --editable ".${1:+[$1]}"
  printf '%s\n' "$wanted" >"$stamp"
  [ -z "${1:-}" ] || printf '%s\n' "$wanted" >.venv/.installed
}

# Where PYTHONDONTWRITEBYTECODE is set, Python would compile all modules anew at each start: a quarter of a second.
compiled() { .venv/bin/python -m compileall -q docpipe || true; }

system_packages "${1:-}"
virtual_environment "${1:-}"
compiled
