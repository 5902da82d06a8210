"""How the checkers that are written in Java are started."""

# They run for seconds, which is too short for the compiler that makes long runs fast; and what
# the quicker one compiles needs more of the stack.
JAVA = ["java", "-Xmx1g", "-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
