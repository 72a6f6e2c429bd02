# Prints the failed tests of a .trx file: what was wrong, then the end of what the test printed.
# Appends a line for each to the file "failed".
# It is read line by line: the test executables write one tag, or one line of text, to a line.
function decoded(text) {
  gsub(/&lt;/, "<", text)
  gsub(/&gt;/, ">", text)
  gsub(/&quot;/, "\"", text)
  gsub(/&#xA;/, "", text)
  gsub(/&amp;/, "\\&", text)
  return text
}

function flush_printed(  i) {
  for (i = (printed > 25 ? printed - 25 : 0); i < printed; i++) {
    print "  | " output[i]
  }
}

/<UnitTestResult / && /outcome="Failed"/ {
  name = $0
  sub(/.*testName="/, "", name)
  sub(/" outcome=.*/, "", name)
  printf "\n== %s: %s\n", label, decoded(name)
  printf "failed: %s: %s\n", label, decoded(name) >>failed
  inside = 1
  said = printed = speaking = 0
  next
}

!inside { next }

/<\/UnitTestResult>/ {
  flush_printed()
  inside = 0
  next
}

# What a test printed stands in StdOut or, of newer runners, in TextMessages; what was wrong stands in ErrorInfo, behind it.
/<(StdOut|TextMessages)>/ { speaking = 1 }

{
  ending = /<\/(StdOut|TextMessages)>/
  tags = /^ *<\/?(Output|ErrorInfo|TextMessages)> *$/
  sub(/^ *<(Message|StackTrace|StdOut)>/, "")
  sub(/<\/(Message|StackTrace|StdOut)>$/, "")
  if (tags) {
    # Nothing is said in a line that only opens or closes.
  } else if (speaking) {
    output[printed++] = decoded($0)
  } else if (said++ < 40) {
    print "  " decoded($0)
  }
  if (ending) {
    speaking = 0
  }
}
