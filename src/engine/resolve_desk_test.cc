#include <gtest/gtest.h>

#include <algorithm>

#include "base/rng.h"
#include "linkage/table_for_test.h"
#include "resolve_texts.h"

namespace chokepoint {
namespace {

using testing::resolve_texts;
using testing::try_resolve_texts;

std::string as_csv(const linkage::MadePeople& made, std::size_t first, std::size_t step) {
  std::string csv = "unique_id,given_name,surname,dob,street,city,postcode,phone,email\n";
  for (std::size_t i = first; i < made.rows.size(); i += step) {
    csv += "r" + std::to_string(i);
    for (const std::string& cell : made.rows[i]) csv += "," + cell;
    csv += "\n";
  }
  return csv;
}

std::map<std::string, std::string> truth_of(const linkage::MadePeople& made) {
  std::map<std::string, std::string> truth;
  for (std::size_t i = 0; i < made.rows.size(); ++i)
    truth["r" + std::to_string(i)] = std::to_string(made.person_of[i]);
  return truth;
}

TEST(ResolveDesk, FindsPeopleWithErrors) {
  const auto made = linkage::make_people(1500, 3);
  const auto counts =
      testing::count_pairs(resolve_texts({as_csv(made, 0, 1)}).cluster_of, truth_of(made));
  EXPECT_GE(counts.f1(), 0.97) << counts.both << " of " << counts.true_pairs << ", "
                               << counts.found_pairs << " found";
}

TEST(ResolveDesk, LinksFilesOfOtherColumns) {
  const auto made = linkage::make_people(1000, 4);
  std::string second = as_csv(made, 1, 2);
  second.replace(0, second.find('\n'),
                 "rec_id,Vorname,Nachname,Geburtsdatum,Strasse,Ort,PLZ,Telefon,E-Mail");
  const auto resolved = resolve_texts({as_csv(made, 0, 2), second});
  EXPECT_GE(testing::count_pairs(resolved.cluster_of, truth_of(made)).f1(), 0.97);
}

TEST(ResolveDesk, ThreadsAndOrderChangeNothing) {
  const auto made = linkage::make_people(1200, 8);
  const std::string csv = as_csv(made, 0, 1);
  EXPECT_EQ(resolve_texts({csv}, {.threads = 1}).text, resolve_texts({csv}, {.threads = 8}).text);
  linkage::MadePeople turned = made;
  std::ranges::reverse(turned.rows);
  std::ranges::reverse(turned.person_of);
  const auto forward = testing::count_pairs(resolve_texts({csv}).cluster_of, truth_of(made));
  const auto backward =
      testing::count_pairs(resolve_texts({as_csv(turned, 0, 1)}).cluster_of, truth_of(turned));
  EXPECT_NEAR(forward.f1(), backward.f1(), 0.01);
}

TEST(ResolveDesk, OneNameManyTimesStaysApart) {
  std::string csv = "id,name\n";
  for (int i = 0; i < 20'000; ++i) csv += std::to_string(i) + ",John Smith\n";
  const auto resolved = resolve_texts({csv});
  EXPECT_LE(resolved.report.pairs_compared, 1'000'000u);
  EXPECT_EQ(resolved.report.clusters, 20'000u);
}

TEST(ResolveDesk, RowsWithoutAnIdGetTheirNumber) {
  const auto resolved = resolve_texts({"given_name,surname\nAnn,Lee\nBo,Ek\n", "name\nCy Po\n"});
  EXPECT_EQ(resolved.ids, (std::vector<std::string>{"1", "2", "3"}));
}

TEST(ResolveDesk, TellsWhatColumnsWereTakenFor) {
  const auto report = resolve_texts({"id,given_name,gender,mood\n1,Ann,f,x\n"}).report;
  std::vector<std::string> kinds;
  for (const ResolveColumn& column : report.columns) kinds.push_back(column.kind);
  EXPECT_EQ(kinds, (std::vector<std::string>{"record_id", "given_name", "ignored", "ignored"}));
}

TEST(ResolveDesk, BadValuesAreToldAndTheRunGoesOn) {
  const auto report = resolve_texts({"id,given_name,surname\n1," + std::string(10'000, 'a') +
                                     ",Lee\n2,An\x01"
                                     "n,Lee\n3,,\n4,Ann,Lee,extra\n1,Bo,Ek\n"})
                          .report;
  EXPECT_EQ(report.records, 4u);
  EXPECT_EQ(report.cells_left_out, 2u);
  EXPECT_EQ(report.rows_left_out, 1u);
  EXPECT_EQ(report.nothing_known, 1u);
  EXPECT_EQ(report.repeated_ids, 1u);
  const auto told = [&](std::uint64_t line, const std::string& field) {
    return std::ranges::any_of(report.problems, [&](const ResolveProblem& problem) {
      return problem.line == line && problem.field == field && !problem.reason.empty();
    });
  };
  EXPECT_TRUE(told(2, "given_name"));
  EXPECT_TRUE(told(3, "given_name"));
}

std::string error_of(const std::vector<std::string>& files, const std::string& mapping = "") {
  const auto resolved = try_resolve_texts(files, {}, mapping);
  return resolved ? "" : resolved.error().message;
}

TEST(ResolveDesk, ErrorsNameFileFieldAndReason) {
  const std::string csv = "Nr,Wer\n1,Ann\n2,Bo\n";
  EXPECT_NE(error_of({csv}).find("file_1.csv: line 1: no column names"), std::string::npos);
  const std::string absent = error_of({csv}, "[columns]\ngiven_name = \"Name\"\n");
  EXPECT_NE(absent.find("given_name from the column \"Name\""), std::string::npos) << absent;
  EXPECT_NE(absent.find("it has: Nr, Wer"), std::string::npos) << absent;
  EXPECT_NE(error_of({csv}, "[columns]\ncity = \"Wer\"\n").find("no usable name column"),
            std::string::npos);
  EXPECT_NE(error_of({csv}, "[columns]\nshoe_size = \"Wer\"\n").find("line 2: shoe_size"),
            std::string::npos);
  EXPECT_NE(error_of({csv}, "[columns\n").find("mapping.toml: line"), std::string::npos);
  EXPECT_NE(error_of({""}).find("file_1.csv"), std::string::npos);
}

TEST(ResolveDesk, AMappingNamesColumns) {
  const auto resolved = try_resolve_texts(
      {"Nr,Wer,Fam\n7,Ann,Lee\n8,Ann,Lee\n"}, {},
      "[columns]\nid = \"Nr\"\nfirst_name = \"Wer\"\nlast_name = [\"X\", \"Fam\"]\n");
  ASSERT_TRUE(resolved.has_value()) << resolved.error().message;
  EXPECT_EQ(resolved->ids, (std::vector<std::string>{"7", "8"}));
}

}  // namespace
}  // namespace chokepoint
