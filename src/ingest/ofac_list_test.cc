#include "ingest/ofac_list.h"

#include "collected_list.h"

namespace chokepoint::ingest {
namespace {

TEST(OfacListTest, TakesRemarksApart) {
  const Collected list =
      read_text("ofac.sdn",
                "25308,\"ZHENG, Some\",\"individual\",\"SDNTK] [SDGT\",\"Boss\",-0- ,-0- ,-0- ,-0- "
                ",-0- ,-0- ,\"DOB 25 Mar 1977; "
                "alt. DOB circa 1951; alt. DOB 1954 to 1957; POB Wuhan; nationality China; citizen "
                "China; Gender Male; Passport "
                "E59165181 (China) issued 04 Sep 2015 expires 03 Sep 2025; Tax ID No. 77-1 (Peru); "
                "Digital Currency Address - XBT "
                "12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h; Email Address a@b.com; Telephone "
                "(98)(21)(66153220); Website www.x.cn; "
                "a.k.a. 'GORDON'; f.k.a. 'OLD NAME'; Additional Sanctions Information - Subject to "
                "X; Linked To: SOME CO., "
                "LTD.\"\r\n"
                "15036,\"ARTAVIL\",\"vessel\",\"IRAN\",-0- "
                ",\"T2EU4\",\"Tanker\",\"99,144\",\"56,068\",\"Iran\",-0- ,\"Vessel "
                "Registration Identification IMO 9187629; Vessel Registration Identification IMO "
                "9187620; MMSI "
                "572469210.\"\r\n\x1A");
  ASSERT_EQ(list.entries.size(), 2u);
  EXPECT_TRUE(list.bad.empty());
  const Entry& person = list.entries[0];
  EXPECT_EQ(person.kind, "person");
  EXPECT_EQ(person.name, "ZHENG, Some");
  EXPECT_EQ(person.program, "SDNTK; SDGT");
  EXPECT_EQ(person.birth_date, "1977-03-25;1951~;1954/1957");
  EXPECT_EQ(person.reason,
            "Boss; Additional Sanctions Information - Subject to X; Linked To: SOME CO., LTD");
  EXPECT_EQ(person.country, "");
  EXPECT_EQ(list.entries[1].kind, "vessel");
  EXPECT_EQ(list.entries[1].country, "Iran");
  EXPECT_EQ(list.details,
            (Texts{"25308 passport E59165181||China", "25308 tax_number 77-1||Peru",
                   "25308 wallet 12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h||", "25308 email a@b.com||",
                   "25308 phone (98)(21)(66153220)||", "25308 website www.x.cn||",
                   "25308 weak_alias GORDON||", "25308 alias OLD NAME||",
                   "25308 linked_to SOME CO., LTD||", "15036 identifier T2EU4||",
                   "15036 imo 9187629||", "15036 imo 9187620||", "15036 identifier 572469210||"}));
  EXPECT_EQ(list.failed, "imo");  // of the second number alone
}

TEST(OfacListTest, CutOffRemarksAreNoFacts) {
  EntryDraft draft;
  const std::string long_part =
      "Linked To: " + std::string(950, 'A') + "; Digital Currency Address - XBT 1DbShx4r8i2";
  ASSERT_GE(long_part.size(), 1000u);
  read_remarks(long_part, draft);
  ASSERT_EQ(draft.details.size(), 1u);
  EXPECT_EQ(draft.details[0].kind, "linked_to");
  EXPECT_NE(draft.reason.find("cut off"), std::string::npos);
}

TEST(OfacListTest, AliasesAndAddresses) {
  const Collected alt = read_text(
      "ofac.alt", "36,12,\"aka\",\"AERO-CARIBBEAN\",-0- \r\n36,13,\"fka\",-0- ,-0- \r\nx,1,2\r\n");
  EXPECT_EQ(alt.details, Texts{"36 alias AERO-CARIBBEAN||"});
  ASSERT_EQ(alt.bad.size(), 2u);
  EXPECT_EQ(alt.bad[1].line, 3u);
  const Collected add = read_text(
      "ofac.add",
      "173,129,\"Ibex House, The Minories\",\"London EC3N 1DY\",\"United Kingdom\",-0- \r\n"
      "173,130,-0- ,-0- ,-0- ,-0- \r\n");
  EXPECT_EQ(
      add.details,
      (Texts{
          "173 address Ibex House, The Minories, London EC3N 1DY, United Kingdom|London EC3N 1DY|"
          "United Kingdom",
          "173 address ||"}));
}

}  // namespace
}  // namespace chokepoint::ingest
