# apt_install PACKAGE...: installs Debian packages where apt-get is there and one may use it; says what is missing elsewhere.
apt_install() {
    sudo=
    [ "$(id -u)" = 0 ] || sudo="sudo -n"
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "missing, and no apt-get here to install it: $*" >&2
        return 1
    fi
    $sudo apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
