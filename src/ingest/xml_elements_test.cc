#include "ingest/xml_elements.h"

#include <gtest/gtest.h>

#include <pugixml.hpp>

namespace chokepoint::ingest {
namespace {

struct Cut {
  std::vector<std::string> good, bad;
  std::vector<std::uint64_t> lines;
};

Cut cut(std::string text, std::size_t piece = SIZE_MAX,
        std::size_t limit = XmlElements::kElementBytesMax) {
  XmlElements elements(open_text(std::move(text), piece), {"a", "b"}, limit);
  Cut result;
  XmlElement element;
  while (true) {
    const auto found = elements.next(element);
    EXPECT_TRUE(found.has_value());
    if (!*found) return result;
    if (element.bad.empty()) {
      result.good.emplace_back(element.text);
      result.lines.push_back(element.line);
    } else {
      result.bad.push_back(element.bad);
    }
  }
}

using Texts = std::vector<std::string>;

TEST(XmlElementsTest, CutsWantedElementsByLocalName) {
  const std::string text =
      "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY x '<a>'>]>\n<r><!-- <a>no</a> --><n:a "
      "t='>'><c><d/></c></n:a>\n"
      "<![CDATA[<a>no</a>]]><b/><other><a>\n<![CDATA[</a>]]></a></other></r>";
  for (const std::size_t piece : {std::size_t{1}, std::size_t{5}, SIZE_MAX}) {
    const Cut result = cut(text, piece);
    EXPECT_EQ(result.good,
              (Texts{"<n:a t='>'><c><d/></c></n:a>", "<b/>", "<a>\n<![CDATA[</a>]]></a>"}));
    EXPECT_EQ(result.lines, (std::vector<std::uint64_t>{2, 3, 3}));
    EXPECT_TRUE(result.bad.empty());
  }
}

TEST(XmlElementsTest, GoesOnBehindABrokenElement) {
  const Cut result = cut("<r><a><c></a><a><c><a>2</a><b>3</b><a>");
  EXPECT_EQ(result.good, (Texts{"<a><c></a>", "<a>2</a>", "<b>3</b>"}));
  EXPECT_EQ(result.bad,
            (Texts{"element does not end before the next one begins", "element does not end"}));
}

TEST(XmlElementsTest, LimitsOfDepthAndSize) {
  std::string deep = "<r><a>";
  for (int i = 0; i < 100; ++i) deep += "<x>";
  deep += "</a><a>1</a></r>";
  const Cut nested = cut(deep);
  EXPECT_EQ(nested.good, Texts{"<a>1</a>"});
  EXPECT_EQ(nested.bad, Texts{"nested deeper than 64"});

  const Cut limited =
      cut("<r><a>" + std::string(300'000, 'x') + "</a><a>1</a>" + std::string(300'000, ' ') +
              "<!-- " + std::string(600'000, '-') + "<b>2</b></r>",
          1000, 1000);
  EXPECT_EQ(limited.good, (Texts{"<a>1</a>", "<b>2</b>"}));
  EXPECT_EQ(limited.bad, Texts{"element longer than allowed"});
}

TEST(XmlElementsTest, ReadsTextByPath) {
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string("<n:a><n:b>x</n:b><c><d>  one\n  two &amp; &x; </d></c></n:a>"));
  const pugi::xml_node root = document.document_element();
  EXPECT_EQ(text_at(root, "b"), "x");
  EXPECT_EQ(text_at(root, "c/d"), "one two & &x;");
  EXPECT_EQ(text_at(root, "c/e"), "");
}

}  // namespace
}  // namespace chokepoint::ingest
