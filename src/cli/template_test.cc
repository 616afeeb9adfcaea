#include "cli/template.h"

#include <gtest/gtest.h>

namespace chokepoint::cli {
namespace {

TEST(Template, FillsHolesAndEscapesThem) {
  Parts parts;
  parts.set("name", "<b>\"Smith & Sons\"</b>").set("drawing", "<svg/>");
  EXPECT_EQ(*fill_template("a {{name}} b {{{drawing}}} c", parts),
            "a &lt;b&gt;&quot;Smith &amp; Sons&quot;&lt;/b&gt; b <svg/> c");
}

TEST(Template, RepeatsSectionsWithInnerNamesFirst) {
  Parts parts;
  parts.set("name", "outer").set("unit", "kg");
  parts.add("row", Parts().set("name", "1")).add("row", Parts().set("name", "2"));
  EXPECT_EQ(*fill_template("{{#row}}[{{name}} {{unit}}]{{/row}}{{name}}", parts),
            "[1 kg][2 kg]outer");
}

TEST(Template, ShowsTheOtherCaseOnlyWhereThereIsNoPart) {
  Parts parts;
  parts.declare("none").set_claim("yes", true);
  EXPECT_EQ(
      *fill_template(
          "{{#none}}x{{/none}}{{^none}}nothing{{/none}}{{^yes}}no{{/yes}}{{#yes}}y{{/yes}}", parts),
      "nothingy");
}

TEST(Template, LeavesOutNestedSectionsWithoutAskingForTheirNames) {
  Parts parts;
  parts.declare("outer");
  EXPECT_EQ(*fill_template("{{#outer}}{{#inner}}{{unknown}}{{/inner}}{{/outer}}.", parts), ".");
}

TEST(Template, SaysOnWhichLineItIsBroken) {
  Parts parts;
  parts.declare("a").set_claim("b", true);
  const auto unclosed = fill_template("\n{{#a}}", parts);
  ASSERT_FALSE(unclosed);
  EXPECT_EQ(unclosed.error().message, "line 2: {{#a}} is not closed");
  EXPECT_EQ(fill_template("{{/a}}", parts).error().message, "line 1: {{/a}} closes nothing");
  EXPECT_EQ(fill_template("{{#b}}\n{{misspelt}}{{/b}}", parts).error().message,
            "line 2: nothing is named misspelt");
  EXPECT_EQ(fill_template("{{#misspelt}}{{/misspelt}}", parts).error().message,
            "line 1: no parts are named misspelt");
  EXPECT_EQ(fill_template("{{a", parts).error().message, "line 1: {{ without }}");
}

TEST(Template, TakesControlLettersFromText) {
  EXPECT_EQ(escape_html("a\x1b[31m\xe2\x80\xae'"), "a\xef\xbf\xbd[31m\xef\xbf\xbd&#39;");
}

}  // namespace
}  // namespace chokepoint::cli
