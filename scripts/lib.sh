# Words that the scripts share. Sourced, not run.
# Every script works from the project's root, whatever folder it was called from.

cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '== %s\n' "$*"; }

fail() {
    printf '\nCannot go on: %s\n' "$*" >&2
    exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# A step is done once for each content of what it depends on. Its stamp, a small file beside what it
# made, holds the checksum of that content.
checksum() { cat "$@" | cksum; }
is_stamped() { [ "$(cat "$1" 2>/dev/null)" = "$2" ]; }
stamp() { printf '%s\n' "$2" >"$1"; }

# How this person may install system packages: nothing in front (root), sudo, or not at all.
can_install_packages() {
    have apt-get || return 1
    if [ "$(id -u)" = 0 ]; then
        AS_ROOT=""
    elif have sudo && sudo -n true 2>/dev/null; then
        AS_ROOT="sudo"
    else
        return 1
    fi
}

# Install Debian or Ubuntu packages, having refreshed the list of them once.
install_packages() {
    say "Installing system packages: $*"
    local apt="$AS_ROOT env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300"
    if [ -z "${PACKAGE_LIST_REFRESHED:-}" ]; then
        $apt update || fail "the list of system packages could not be refreshed (apt-get update)."
        export PACKAGE_LIST_REFRESHED=yes
    fi
    $apt install -y --no-install-recommends "$@" >/dev/null ||
        fail "apt-get could not install: $*; install them by hand and run this again."
}
