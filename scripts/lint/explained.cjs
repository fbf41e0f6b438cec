// A rule may be switched off for a line; the comment must say what makes that safe.
const pattern = /^\s*(eslint-disable(-next-line|-line)?|@ts-expect-error|@ts-ignore)\b/

module.exports = {
  meta: {
    type: "problem",
    docs: { description: "Comments that silence a check say why" },
    messages: { unexplained: "Say what makes this safe, after « -- »." },
    schema: [],
  },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          if (!pattern.test(comment.value)) continue
          if (!/--\s*\S{3}/.test(comment.value)) {
            context.report({ loc: comment.loc, messageId: "unexplained" })
          }
        }
      },
    }
  },
}
