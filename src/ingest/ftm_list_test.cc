#include "ingest/ftm_list.h"

#include "collected_list.h"

namespace chokepoint::ingest {
namespace {

const std::string kFtmList =
    R"({"id":"s1","schema":"Sanction","properties":{"entity":["p1"],"startDate":["2020-05"],)"
    R"("endDate":["2023-11-16"],"program":["X"],"reason":["why"]}})"
    "\n"
    R"({"id":"p1","schema":"Person","properties":{"name":["Li Lei","李雷"],)"
    R"("nationality":["cn"],"gender":["male"],"country":["cn"],)"
    R"("birthDate":["1980"],"addressEntity":["a1"],)"
    R"("weakAlias":["Ray"]}})"
    "\n"
    R"({"id":"a1","schema":"Address","properties":{"street":["5 Road"],)"
    R"("city":["Wuhan"],"country":["cn"]}})"
    "\n"
    R"({"id":"w1","schema":"CryptoWallet","properties":{"publicKey":["1abc"],"holder":["p1"]}})"
    "\n"
    R"({"id":"i1","schema":"Passport","properties":{"holder":["p1"],)"
    R"("number":["E1"],"country":["cn"]}})"
    "\n"
    R"({"id":"o1","schema":"Ownership","properties":{"owner":["p1"],"asset":["c1"]}})"
    "\n"
    R"({"id":"c1","schema":"Company","target":false,"properties":{"name":["Shell Ltd"]}})"
    "\n"
    R"({"id":"c2","schema":"Company","caption":"Named By Caption",)"
    R"("properties":{"jurisdiction":["hk"],)"
    R"("sanctions":[{"id":"s2","schema":"Sanction","properties":{"startDate":["2021"]}}],)"
    R"("imoNumber":["9074729"]}})"
    "\nnot json\n";

TEST(FtmListTest, JoinsWhatStandsAnywhere) {
  const Collected list = read_text("ftm", kFtmList);
  ASSERT_EQ(list.entries.size(), 2u);
  const Entry& person = list.entries[0];
  EXPECT_EQ(person.name, "Li Lei");
  EXPECT_EQ(person.valid_from, "2020-05-01T00:00:00Z");
  EXPECT_EQ(person.valid_to, "2023-11-16T00:00:00Z");
  EXPECT_EQ(person.known_at, "2020-05-01T00:00:00Z");
  EXPECT_EQ(person.program, "X");
  EXPECT_EQ(person.reason, "why");
  EXPECT_EQ(person.birth_date, "1980");
  EXPECT_EQ(person.country, "CN");  // the address's
  EXPECT_EQ(list.entries[1].name, "Named By Caption");
  EXPECT_EQ(list.entries[1].country, "HK");
  EXPECT_EQ(list.entries[1].valid_from, "2021-01-01T00:00:00Z");
  EXPECT_EQ(list.entries[1].valid_to, "");
  EXPECT_EQ(list.details,
            (Texts{"p1 alias 李雷||", "p1 weak_alias Ray||",
                   "p1 address 5 Road, Wuhan, CN|Wuhan|CN", "p1 wallet 1abc||",
                   "p1 passport E1||CN", "c2 imo 9074729||", "p1 linked_to Shell Ltd||"}));
  ASSERT_EQ(list.bad.size(), 1u);
  EXPECT_EQ(list.bad[0].line, 9u);
}

TEST(FtmListTest, APersonsCountryIsNeverTheNationality) {
  const Collected list = read_text(
      "ftm",
      R"({"id":"p","schema":"Person","properties":{"name":["A"],"country":["cn"],)"
          R"("nationality":["cn"],"citizenship":["cn"]}})");
  ASSERT_EQ(list.entries.size(), 1u);
  EXPECT_EQ(list.entries[0].country, "");
  EXPECT_TRUE(list.details.empty());
}

}  // namespace
}  // namespace chokepoint::ingest
