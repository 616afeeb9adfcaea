#include "chokepoint/world.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "records/moment.h"
#include "scratch_folder.h"
#include "world/csv_table_for_tests.h"
#include "world/feeds.h"
#include "world/truth.h"

namespace chokepoint {
namespace {

namespace fs = std::filesystem;
using world::CsvTable;
using world::read_csv_table;
using world::read_file;

constexpr const char* kFiles[] = {
    "consignments.csv",       "items.csv",         "payments.csv",       "listings.csv",
    "licences.csv",           "notifications.csv", "outcomes.csv",       "watchlist.csv",
    "truth/consignments.csv", "truth/parties.csv", "truth/networks.csv", "truth/looks_alike.csv"};
constexpr std::uint64_t kConsignments = 20'000;

// A world in a folder that goes with it.
struct Made {
  Made(std::uint64_t seed, std::uint64_t consignments, const std::string& profile) {
    const auto made = make_world({.seed = seed,
                                  .consignments = consignments,
                                  .folder = folder(),
                                  .profile = profile,
                                  .progress = {}});
    EXPECT_TRUE(made.has_value()) << made.error().message;
    if (made) report = *made;
  }
  const fs::path& folder() const { return scratch.path(); }

  testing::ScratchFolder scratch;
  WorldReport report;
};

// One world for all tests that only look.
class WorldTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { made_ = new Made(5, kConsignments, "honest"); }
  static void TearDownTestSuite() { delete made_; }
  static CsvTable read(const char* name) { return read_csv_table(made_->folder() / name); }
  static Made* made_;
};
Made* WorldTest::made_ = nullptr;

std::string joined(const CsvTable& table) {
  std::string columns;
  for (const std::string& column : table.columns) columns += (columns.empty() ? "" : ",") + column;
  return columns;
}

TEST_F(WorldTest, SameOptionsSameBytes) {
  const Made again(5, kConsignments, "honest"), other(6, kConsignments, "honest");
  for (const char* name : kFiles) {
    EXPECT_TRUE(read_file(made_->folder() / name) == read_file(again.folder() / name)) << name;
    EXPECT_FALSE(read_file(made_->folder() / name) == read_file(other.folder() / name)) << name;
  }
}

TEST_F(WorldTest, FilesHaveThePresetsColumns) {
  EXPECT_EQ(joined(read("consignments.csv")), world::kConsignmentColumns);
  EXPECT_EQ(joined(read("items.csv")),
            "item_id,piece_no,description,quantity,net_weight_kg,piece_value,currency,hs_code,"
            "origin_country");
  EXPECT_EQ(joined(read("payments.csv")), world::kPaymentColumns);
  EXPECT_EQ(joined(read("listings.csv")), world::kListingColumns);
  EXPECT_EQ(joined(read("licences.csv")), world::kLicenceColumns);
  EXPECT_EQ(joined(read("notifications.csv")), world::kNotificationColumns);
  EXPECT_EQ(joined(read("outcomes.csv")),
            "outcome_id,item_id,selected_by,held,presented,inspected,result,finding,quantity_kg,"
            "happened_at,known_at");
  EXPECT_EQ(joined(read("watchlist.csv")), world::kWatchListColumns);
  EXPECT_EQ(joined(read("truth/consignments.csv")), "subject_id,label,group");
}

TEST_F(WorldTest, ReportCountsWhatIsWritten) {
  EXPECT_EQ(made_->report.consignments, kConsignments);
  EXPECT_EQ(read("consignments.csv").rows(), made_->report.consignments);
  EXPECT_EQ(read("items.csv").rows(), made_->report.items);
  EXPECT_EQ(read("payments.csv").rows(), made_->report.payments);
  EXPECT_EQ(read("listings.csv").rows(), made_->report.listings);
  EXPECT_EQ(read("licences.csv").rows(), made_->report.licences);
  EXPECT_EQ(read("notifications.csv").rows(), made_->report.notifications);
  EXPECT_EQ(read("outcomes.csv").rows(), made_->report.outcomes);
  const auto& labels = read("truth/consignments.csv").column("label");
  EXPECT_EQ(static_cast<std::uint64_t>(std::ranges::count(labels, "1")),
            made_->report.illicit_consignments);
  const double rate = static_cast<double>(made_->report.illicit_consignments) / kConsignments;
  EXPECT_GT(rate, 0.015);
  EXPECT_LT(rate, 0.03);
}

TEST_F(WorldTest, ItemIdsAreValidS10AndUnique) {
  static constexpr int kWeights[] = {8, 6, 4, 2, 3, 5, 9, 7};
  std::unordered_set<std::string> seen;
  for (const std::string& id : read("consignments.csv").column("item_id")) {
    ASSERT_EQ(id.size(), 13u);
    int sum = 0;
    for (std::size_t i = 0; i < 8; ++i) sum += (id[2 + i] - '0') * kWeights[i];
    const int check = 11 - sum % 11;
    EXPECT_EQ(id[10] - '0', check == 10 ? 0 : check == 11 ? 5 : check) << id;
    EXPECT_TRUE(seen.insert(id).second) << id;
  }
}

TEST_F(WorldTest, RowsReferToWhatThereIs) {
  const CsvTable consignments = read("consignments.csv");
  const std::unordered_set<std::string> ids(consignments.column("item_id").begin(),
                                            consignments.column("item_id").end());
  for (const char* name : {"items.csv", "outcomes.csv", "truth/looks_alike.csv"}) {
    for (const std::string& id : read(name).column("item_id"))
      EXPECT_TRUE(ids.contains(id)) << name << " " << id;
  }
  EXPECT_EQ(read("truth/consignments.csv").column("subject_id"), consignments.column("item_id"));
  std::unordered_map<std::string, std::unordered_set<std::string>> records;
  records["consignment"] = ids;
  const std::pair<const char*, const char*> kOthers[] = {{"payment", "payments.csv"},
                                                         {"listing", "listings.csv"},
                                                         {"licence", "licences.csv"},
                                                         {"notification", "notifications.csv"}};
  for (const auto& [kind, file] : kOthers) {
    const auto& column = read(file).column(std::string(kind) + "_id");
    records[kind] = {column.begin(), column.end()};
    EXPECT_EQ(records[kind].size(), column.size()) << "ids repeat in " << file;
  }
  const CsvTable parties = read("truth/parties.csv");
  for (std::size_t i = 0; i < parties.rows(); ++i) {
    EXPECT_TRUE(records[parties.column("record_kind")[i]].contains(parties.column("record_id")[i]));
  }
}

TEST_F(WorldTest, TheFeedsDoNotTellTheTruth) {
  std::set<std::string> secrets = {"illicit",     "network",  "look-alike",
                                   "looks_alike", "typology", "unfindable"};
  const CsvTable networks = read("truth/networks.csv");
  secrets.insert(networks.column("party_id").begin(), networks.column("party_id").end());
  for (int i = 1; i <= world::kTypologies; ++i)
    secrets.emplace(world::facts_of(static_cast<world::Typology>(i)).name);
  for (const char* name : kFiles) {
    if (std::string_view(name).starts_with("truth/")) continue;
    const std::string text = read_file(made_->folder() / name);
    for (const std::string& secret : secrets)
      EXPECT_EQ(text.find(secret), std::string::npos) << name << " says " << secret;
  }
}

TEST_F(WorldTest, DegreesFollowZipf) {
  // Customers per sender, by truth: the tail of the share with at least k falls about as 1/k
  // (Mizuno et al. 2014).
  std::unordered_map<std::string, std::set<std::string>> customers;
  const CsvTable parties = read("truth/parties.csv");
  std::string sender;
  for (std::size_t i = 0; i < parties.rows(); ++i) {
    if (parties.column("role")[i] == "consignor") sender = parties.column("party_id")[i];
    if (parties.column("role")[i] == "consignee")
      customers[sender].insert(parties.column("party_id")[i]);
  }
  const auto share_from = [&](std::size_t least) {
    return static_cast<double>(std::ranges::count_if(
               customers, [&](const auto& entry) { return entry.second.size() >= least; })) /
           static_cast<double>(customers.size());
  };
  const double slope = std::log(share_from(16) / share_from(128)) / std::log(8.0);
  EXPECT_GT(slope, 0.7);
  EXPECT_LT(slope, 1.6);
}

TEST_F(WorldTest, NetworksHaveMembersWhomNothingTells) {
  EXPECT_GT(made_->report.networks, 2u);
  const CsvTable networks = read("truth/networks.csv");
  std::map<std::pair<std::string, std::string>, bool> findable;
  for (std::size_t i = 0; i < networks.rows(); ++i) {
    findable[{networks.column("network_id")[i], networks.column("party_id")[i]}] =
        networks.column("findable")[i] == "1";
  }
  const WorldReport large = Made(8, 100'000, "honest").report;
  EXPECT_GE(static_cast<double>(large.unfindable_members),
            0.25 * static_cast<double>(large.members));
  EXPECT_GT(std::ranges::count_if(findable, [](const auto& member) { return !member.second; }), 0);
}

// Of the illicit consignments, those with a findable member of a network on one side.
double patterned_share(const Made& made) {
  const CsvTable networks = read_csv_table(made.folder() / "truth/networks.csv");
  std::set<std::string> patterned;
  for (std::size_t i = 0; i < networks.rows(); ++i) {
    const std::string& item = networks.column("item_id")[i];
    if (networks.column("findable")[i] == "1" && !item.empty()) patterned.insert(item);
  }
  return static_cast<double>(patterned.size()) /
         static_cast<double>(made.report.illicit_consignments);
}

TEST_F(WorldTest, MostOfTheIllicitFollowsNoPattern) {
  const double share = patterned_share(*made_);
  EXPECT_GT(share, 0.12);
  EXPECT_LT(share, 0.32);
}

TEST_F(WorldTest, TheLastMonthIsLeftToRank) {
  const CsvTable consignments = read("consignments.csv"), outcomes = read("outcomes.csv");
  std::unordered_map<std::string, std::string> posted;
  for (std::size_t i = 0; i < consignments.rows(); ++i)
    posted[consignments.column("item_id")[i]] = consignments.column("posted_at")[i];
  std::set<std::string> late, results;
  std::size_t found = 0;
  for (std::size_t i = 0; i < outcomes.rows(); ++i) {
    const std::string& item = outcomes.column("item_id")[i];
    if (posted[item] >= "2023-12-02") late.insert(item);
    results.insert(outcomes.column("result")[i]);
    found += outcomes.column("result")[i] == "found";
    EXPECT_LT(outcomes.column("happened_at")[i], outcomes.column("known_at")[i]);
    EXPECT_GE(outcomes.column("happened_at")[i], posted[item]);
  }
  EXPECT_LT(static_cast<double>(late.size()), 0.001 * kConsignments);
  EXPECT_GT(found, kConsignments / 2000);
  EXPECT_EQ(results,
            (std::set<std::string>{"found", "misdeclared", "other_enforcement", "no_finding",
                                   "laboratory_pending", "not_presented", "released"}));
}

TEST_F(WorldTest, InspectionsMissSomeOfWhatIsThere) {
  const CsvTable truth = read("truth/consignments.csv"), outcomes = read("outcomes.csv");
  std::unordered_map<std::string, bool> illicit;
  for (std::size_t i = 0; i < truth.rows(); ++i)
    illicit[truth.column("subject_id")[i]] = truth.column("label")[i] == "1";
  double inspected = 0, found = 0;
  for (std::size_t i = 0; i < outcomes.rows(); ++i) {
    const bool is_illicit = illicit[outcomes.column("item_id")[i]];
    const std::string& result = outcomes.column("result")[i];
    EXPECT_TRUE(is_illicit || result != "found");
    if (is_illicit && outcomes.column("inspected")[i] == "yes" && result != "laboratory_pending")
      inspected += 1, found += result == "found";
  }
  EXPECT_LT(found, inspected);
  EXPECT_GT(found, 0.6 * inspected);
}

TEST_F(WorldTest, EveryTypologyHasInnocentLookAlikes) {
  const Made made(9, 100'000, "honest");
  const CsvTable alike = read_csv_table(made.folder() / "truth/looks_alike.csv");
  const std::set<std::string> seen(alike.column("typology").begin(),
                                   alike.column("typology").end());
  EXPECT_EQ(seen.size(), static_cast<std::size_t>(world::kTypologies));
  std::unordered_map<std::string, std::string> label;
  const CsvTable truth = read_csv_table(made.folder() / "truth/consignments.csv");
  for (std::size_t i = 0; i < truth.rows(); ++i)
    label[truth.column("subject_id")[i]] = truth.column("label")[i];
  for (const std::string& item : alike.column("item_id")) EXPECT_EQ(label[item], "0");
}

TEST_F(WorldTest, ListedActorsTradeUnderVariedNames) {
  const CsvTable list = read("watchlist.csv"), consignments = read("consignments.csv");
  EXPECT_GE(list.rows(), 60u);
  const auto digits = [](const std::string& phone) {
    std::string kept;
    for (const char c : phone)
      if (c >= '0' && c <= '9') kept += c;
    return kept.size() < 8 ? std::string() : kept.substr(kept.size() - 8);
  };
  std::set<std::string> phones;
  for (const std::string& phone : list.column("phone")) phones.insert(digits(phone));
  phones.erase("");
  std::size_t shared = 0;
  for (const char* side : {"sender_phone", "recipient_phone"}) {
    for (const std::string& phone : consignments.column(side))
      shared += phones.contains(digits(phone));
  }
  EXPECT_GT(shared, 0u);
  EXPECT_LT(shared, kConsignments / 50);
}

TEST_F(WorldTest, ControlIsLoud) {
  const Made control(5, kConsignments, "control");
  EXPECT_LT(static_cast<double>(control.report.unfindable_members),
            0.1 * static_cast<double>(control.report.members));
  EXPECT_GT(patterned_share(control), 0.55);
}

TEST(MakeWorldTest, SaysWhatIsWrongWithTheOptions) {
  const testing::ScratchFolder scratch;
  const fs::path& folder = scratch.path();
  EXPECT_EQ(make_world({.consignments = 0, .folder = folder, .progress = {}}).error().code,
            ErrorCode::usage);
  EXPECT_EQ(make_world({.folder = folder, .profile = "loud", .progress = {}}).error().code,
            ErrorCode::usage);
  EXPECT_EQ(make_world({.consignments = 10, .folder = "/proc/no_such_place", .progress = {}})
                .error()
                .code,
            ErrorCode::permission);
}

TEST(MakeWorldTest, VerySmallWorlds) {
  for (const std::uint64_t consignments : {1u, 2u, 7u, 100u}) {
    const Made made(3, consignments, "honest");
    EXPECT_EQ(read_csv_table(made.folder() / "consignments.csv").rows(), consignments);
  }
}

}  // namespace
}  // namespace chokepoint
