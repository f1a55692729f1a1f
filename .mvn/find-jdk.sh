# Sourced by mvnw and sotto: sets JAVA_HOME to a JDK of at least 25, wherever the machine keeps one.
# Looks at JAVA_HOME, then the PATH, then the folders distributions and version managers install into.

SOTTO_JDK_MINIMUM=25

jdk_feature_version() {
  [ -x "$1/bin/javac" ] && [ -f "$1/release" ] || return 1
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

jdk_is_recent_enough() {
  _feature=$(jdk_feature_version "$1") && [ -n "$_feature" ] && [ "$_feature" -ge "$SOTTO_JDK_MINIMUM" ]
}

jdk_candidates() {
  [ -z "${JAVA_HOME-}" ] || printf '%s\n' "$JAVA_HOME"
  _on_path=$(command -v javac 2>/dev/null) && dirname "$(dirname "$(readlink -f "$_on_path")")"
  for _root in /usr/lib/jvm /usr/java /usr/local /opt /opt/java "$HOME/.sdkman/candidates/java" "$HOME/.jdks" \
    "$HOME/.asdf/installs/java" "$HOME/.local/share/mise/installs/java" "$HOME/Library/Java/JavaVirtualMachines" \
    /Library/Java/JavaVirtualMachines /opt/homebrew/opt; do
    [ -d "$_root" ] || continue
    find "$_root" -mindepth 1 -maxdepth 4 -name release -type f 2>/dev/null | sort | while read -r _release; do
      dirname "$_release"
    done
  done
}

find_jdk() {
  _found=$(jdk_candidates | while read -r _candidate; do
    if jdk_is_recent_enough "$_candidate"; then
      printf '%s\n' "$_candidate"
      break
    fi
  done)
  if [ -z "$_found" ]; then
    echo "Sotto needs a JDK $SOTTO_JDK_MINIMUM or newer and found none." >&2
    echo "Looked at JAVA_HOME (${JAVA_HOME:-not set}), the PATH, /usr/lib/jvm, /opt, SDKMAN, asdf, mise and the usual folders." >&2
    echo "Install one (https://adoptium.net) or set JAVA_HOME to it, then run this command again." >&2
    return 1
  fi
  JAVA_HOME=$_found
  export JAVA_HOME
}
