#include "cli/report.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

#include "cli/json.h"
#include "cli/report_drawings.h"

namespace chokepoint::cli {
namespace {

std::string read_golden(const std::string& name) {
  std::ifstream file(std::string(CHOKEPOINT_SOURCE_DIR) + "/test/golden/report/" + name,
                     std::ios::binary);
  EXPECT_TRUE(file) << name;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

ReportInput sample() {
  ReportInput input;
  input.case_name = "port \"<of>\".case";
  input.as_of = "2024-06-01T00:00:00Z";
  input.from = "2024-05-02";
  input.until = "2024-06-01";
  input.case_hash = "5f2c9a1e7d3b60480a1f";
  input.audit_lines = 1284;
  input.summary_json = read_golden("summary.json");
  input.targets_json = read_golden("targets.json");
  input.evaluation_json = read_golden("evaluation.json");
  input.explanations_json = {read_golden("explanation_1.json"), read_golden("explanation_2.json")};
  input.synthetic = true;
  return input;
}

// Every tag that opens is closed in order; enough to catch a broken template or an unescaped text.
void expect_balanced(std::string_view html) {
  static const std::set<std::string_view> kVoid = {"meta", "br", "img", "link", "input", "hr"};
  std::vector<std::string_view> open;
  std::size_t at = html.find("</style>");
  while ((at = html.find('<', at)) != std::string_view::npos) {
    const std::size_t end = html.find('>', at);
    ASSERT_NE(end, std::string_view::npos);
    std::string_view tag = html.substr(at + 1, end - at - 1);
    at = end + 1;
    if (tag.ends_with('/')) continue;
    const bool closes = tag.starts_with('/');
    if (closes) tag.remove_prefix(1);
    tag = tag.substr(0, tag.find_first_of(" \n"));
    if (kVoid.contains(tag)) continue;
    if (!closes) {
      open.push_back(tag);
    } else if (tag != "style" && tag != "head" && tag != "html") {
      ASSERT_FALSE(open.empty()) << tag;
      ASSERT_EQ(open.back(), tag) << "before " << html.substr(at, 80);
      open.pop_back();
    }
  }
  EXPECT_TRUE(open.empty()) << open.back();
}

TEST(Report, ShowsTargetsFiguresAndQuality) {
  const auto html = render_report(sample());
  ASSERT_TRUE(html) << html.error().message;
  expect_balanced(*html);
  for (const char* text :
       {"RB123456785CN", "60 to 70 %", "×24.2", "35 %", "gross mass kg: mass is negative",
        "Synthetic trade", "university", "1.3 %", "under 1 %", "5f2c9a1e7d3b60480a1f",
        "a forwarder&#39;s own number", "consignments.csv line 88120",
        "2024-05-02 to before 2024-06-01"}) {
    EXPECT_NE(html->find(text), std::string::npos) << text;
  }
  // A reader who wants to look at it: CHOKEPOINT_REPORT_SAMPLE=report.html chokepoint_test
  // --gtest_filter=Report.*
  if (const char* path = std::getenv("CHOKEPOINT_REPORT_SAMPLE")) std::ofstream(path) << *html;
}

TEST(Report, StandsAlone) {
  const std::string html = *render_report(sample());
  for (const char* sign : {"http:", "https:", "<script", "<link", "<img", "@import", "url("}) {
    EXPECT_EQ(html.find(sign), std::string::npos) << sign;
  }
}

TEST(Report, LetsNoTextOfAFeedBecomeMarkup) {
  ReportInput input = sample();
  input.targets_json =
      R"({"targets":[{"rank":1,"subject_id":"</h3><script>x</script>","score":0.5,"chosen_by":"\" onload=\"x",
          "reasons":[{"says":"<img src=x>","weight":1}]}]})";
  input.explanations_json = {
      R"({"subject_id":"</h3><script>x</script>","links":[{"from":"party:<a>","to":"channel:\"><b>","kind":"</title>"}]})"};
  const auto html = render_report(input);
  ASSERT_TRUE(html) << html.error().message;
  expect_balanced(*html);
  EXPECT_EQ(html->find("<script"), std::string::npos);
  EXPECT_EQ(html->find("<img"), std::string::npos);
  EXPECT_EQ(html->find("<a>"), std::string::npos);
}

TEST(Report, LeavesOutWhatIsNotThere) {
  ReportInput input;
  input.case_name = "empty.case";
  const auto html = render_report(input);
  ASSERT_TRUE(html) << html.error().message;
  expect_balanced(*html);
  EXPECT_NE(html->find("There is no target in this window."), std::string::npos);
  EXPECT_NE(html->find("No truth was given"), std::string::npos);
  EXPECT_EQ(html->find("Synthetic trade"), std::string::npos);
}

TEST(Report, TellsWhatTheReasonsLeftOutWeigh) {
  ReportInput input = sample();
  std::string reasons;
  for (int i = 0; i < 9; ++i) {
    reasons += (i > 0 ? "," : "") + fmt::format(R"({{"says":"reason {}","weight":0.5}})", i);
  }
  input.targets_json = R"({"targets":[{"rank":1,"subject_id":"A","score":0.5}]})";
  input.explanations_json = {R"({"subject_id":"A","reasons":[)" + reasons + "]}"};
  const std::string html = *render_report(input);
  EXPECT_NE(html.find("Reason 5"), std::string::npos);
  EXPECT_EQ(html.find("Reason 6"), std::string::npos);
  EXPECT_NE(html.find("3 weaker ones, 1.50 together, in chokepoint explain."), std::string::npos);
}

TEST(Report, IsTheSameBytesForTheSameInput) {
  EXPECT_EQ(*render_report(sample()), *render_report(sample()));
}

TEST(Report, SaysWhichDocumentIsBroken) {
  ReportInput input = sample();
  input.targets_json = "{";
  const auto html = render_report(input);
  ASSERT_FALSE(html);
  EXPECT_EQ(html.error().code, ErrorCode::format);
  EXPECT_TRUE(html.error().message.starts_with("targets: ")) << html.error().message;
}

TEST(Drawings, NetworkKeepsToItsLimitAndSaysSo) {
  std::string links;
  for (int i = 0; i < 40; ++i) {
    links += (i > 0 ? "," : "") + std::string(R"({"from":"consignment:A","to":"party:)") +
             std::to_string(i) + R"(","kind":"sent"})";
  }
  const std::string svg =
      draw_network(*Json::parse(R"({"subject_id":"A","links":[)" + links + "]}"));
  std::size_t nodes = 0;
  for (std::size_t at = 0; (at = svg.find("<rect", at)) != std::string::npos; ++at) ++nodes;
  EXPECT_EQ(nodes, 18u);
  EXPECT_NE(svg.find("23 nodes further away not drawn."), std::string::npos);
}

TEST(Drawings, PrecisionHasABarForEachShare) {
  const Json evaluation = *Json::parse(
      R"({"base_rate":0.05,"at":[{"share":0.01,"precision":0.5,"lift":10,"precision_interval":[0.4,0.6]},
      {"share":0.1,"precision":0.1,"lift":2,"precision_interval":[0.08,0.12]}]})");
  const std::string svg = draw_precision(evaluation);
  EXPECT_NE(svg.find("first 1 %"), std::string::npos);
  EXPECT_NE(svg.find("first 10 %"), std::string::npos);
  EXPECT_NE(svg.find(">5.0 %<"), std::string::npos)
      << "the blind pick's chance: precision over lift";
  EXPECT_EQ(draw_precision(Json()), "");
}

}  // namespace
}  // namespace chokepoint::cli
