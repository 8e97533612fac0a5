/** Values that have broken generated code somewhere: each has to arrive at the server as it is. */
export const HOSTILE_VALUES: readonly string[] = [
  "O'Neil",
  'said "hi"',
  `both ' and "`,
  'ends in a backslash\\',
  '\\u0041 \\n \\x41 \\\\',
  '$HOME $(id) ${HOME} $0 $_',
  '`id` ${process.env.HOME}',
  '#{1 + 1} #$0 #@a {{x}} {$a}',
  '\\(1 + 1) @{x} @"',
  '%s %d %{x} 100% %41',
  'a+b&c=d?e#f;g',
  'two\nlines\r\nand\ttabs',
  'no\u00a0break\u2028line\u2029paragraph\u0085next',
  'bell\u0007 escape\u001b[31m delete\u007f',
  '🚚 Zoë 日本 👩‍🔧',
  '\u202eright to left\u202c \u200b\u200f',
  '‘typographic’ “quotes” ‚low„',
  '</script><!-- --> */ ?> ]]>',
  '-- ; DROP TABLE vehicles; REM',
  '!history !! ~ * ? [a-z]',
  '<<EOF\nHEADERS\nEOF',
  '  spaces around  ',
  '__proto__',
];

/** The same as parameters, with names that are no better. */
export const HOSTILE_PARAMS: readonly (readonly [string, string])[] = [
  ...HOSTILE_VALUES.map((value, at) => [`h${at}`, value] as const),
  [`it's "$x" \\ \`y\` [a]`, 'a hostile name'],
];
