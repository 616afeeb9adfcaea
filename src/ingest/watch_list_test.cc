#include "ingest/watch_list.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "ingest/contacts.h"
#include "ingest/decode.h"
#include "ingest/ofac_list.h"
#include "ingest/recognise.h"

namespace chokepoint::ingest {
namespace {

struct Entry {
  std::string id, kind, name, country, program, reason, birth_date, valid_from, valid_to, known_at;
};

// Keeps all rows as text.
struct Collected final : ListSink {
  std::vector<Entry> entries;
  std::vector<std::string> details;  // "entry kind value|city|country"
  std::map<std::string, std::size_t> by_kind;
  std::vector<BadRow> bad;
  std::set<std::uint64_t> entry_ids, detail_ids;
  std::string failed;

  Expected<> entry(const records::ListEntry& row) override {
    entries.push_back({std::string(row.entry_id), std::string(row.kind), std::string(row.name),
                       std::string(row.country), std::string(row.program), std::string(row.reason),
                       std::string(row.birth_date), records::format_moment(row.valid_from),
                       records::format_moment(row.valid_to), records::format_moment(row.known_at)});
    entry_ids.insert(row.list_entry_id.value);
    return {};
  }
  Expected<> detail(const records::ListDetail& row) override {
    details.push_back(
        fmt::format("{} {} {}|{}|{}", row.entry_id, row.kind, row.value, row.city, row.country));
    ++by_kind[std::string(row.kind)];
    detail_ids.insert(row.list_detail_id.value);
    failed += row.failed_checks;
    return {};
  }
  Expected<> reject(const BadRow& row) override {
    bad.push_back(row);
    return {};
  }
};

using Texts = std::vector<std::string>;

Collected read_text(std::string_view format, const std::string& text,
                    ListOptions options = {.list = "L"}) {
  Collected collected;
  const auto counts = read_list(
      format, [&]() -> Expected<std::unique_ptr<ByteSource>> { return open_text(text, 7); },
      options, collected);
  EXPECT_TRUE(counts.has_value()) << counts.error().message;
  if (counts) {
    EXPECT_EQ(counts->entries, collected.entries.size());
    EXPECT_EQ(counts->details, collected.details.size());
    EXPECT_EQ(counts->rejects, collected.bad.size());
  }
  return collected;
}

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

constexpr std::string_view kUnList =
    "<?xml version='1.0' encoding='UTF-8'?><CONSOLIDATED_LIST><INDIVIDUALS>\n"
    "<INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>JIN</FIRST_NAME><SECOND_NAME> TIESAN</SECOND_NAME>"
    "<UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPi.001</"
    "REFERENCE_NUMBER><LISTED_ON>2012-12-31</LISTED_ON>"
    "<GENDER>Male</GENDER><COMMENTS1>A banker. Gender: Male. Phone number: +963936016952. See "
    "x@y.org.</COMMENTS1>"
    "<NATIONALITY><VALUE>Nowhere</VALUE></NATIONALITY>"
    "<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Jin Tie San (金铁三); Kim Chol "
    "Sam</ALIAS_NAME></INDIVIDUAL_ALIAS>"
    "<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Sam</ALIAS_NAME></INDIVIDUAL_ALIAS>"
    "<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>"
    "<INDIVIDUAL_ADDRESS><STREET>1 "
    "Road</STREET><CITY>Dalian</CITY><COUNTRY>China</COUNTRY></INDIVIDUAL_ADDRESS>"
    "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1971</YEAR></"
    "INDIVIDUAL_DATE_OF_BIRTH>"
    "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1973</"
    "FROM_YEAR><TO_YEAR>1974</TO_YEAR>"
    "</INDIVIDUAL_DATE_OF_BIRTH>"
    "<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>654</NUMBER></"
    "INDIVIDUAL_DOCUMENT>"
    "<NAME_ORIGINAL_SCRIPT>김철삼</NAME_ORIGINAL_SCRIPT></INDIVIDUAL>\n"
    "<INDIVIDUAL><FIRST_NAME>X</BROKEN></INDIVIDUAL>\n"
    "</INDIVIDUALS><ENTITIES><ENTITY><FIRST_NAME>SOME "
    "BANK</FIRST_NAME><REFERENCE_NUMBER>KPe.001</REFERENCE_NUMBER>"
    "<LISTED_ON>2012-13-41</LISTED_ON><ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>SB</"
    "ALIAS_NAME></ENTITY_ALIAS>"
    "</ENTITY></ENTITIES></CONSOLIDATED_LIST>";

TEST(UnListTest, ReadsPersonsAndEntities) {
  ListOptions options{.list = "L", .known_at = *records::parse_moment("2024-01-01")};
  options.find_country = [](std::string_view name) {
    return std::string(name == "China" ? "CN" : "");
  };
  const Collected list = read_text("un.xml", std::string(kUnList), options);
  ASSERT_EQ(list.entries.size(), 2u);
  const Entry& person = list.entries[0];
  EXPECT_EQ(person.id, "KPi.001");
  EXPECT_EQ(person.name, "JIN TIESAN");
  EXPECT_EQ(person.country, "CN");
  EXPECT_EQ(person.program, "DPRK");
  EXPECT_EQ(person.birth_date, "1971~;1973/1974");
  EXPECT_EQ(person.valid_from, "2012-12-31T00:00:00Z");
  EXPECT_EQ(person.known_at, "2012-12-31T00:00:00Z");
  EXPECT_EQ(person.reason.find("Male"), std::string::npos);
  EXPECT_EQ(person.reason.find("Nowhere"), std::string::npos);
  EXPECT_EQ(list.entries[1].known_at, "2024-01-01T00:00:00Z");
  EXPECT_EQ(list.details,
            (Texts{"KPi.001 alias Jin Tie San||", "KPi.001 alias 金铁三||",
                   "KPi.001 alias Kim Chol Sam||", "KPi.001 weak_alias Sam||",
                   "KPi.001 address 1 Road, Dalian, China|Dalian|CN", "KPi.001 passport 654||",
                   "KPi.001 alias 김철삼||", "KPi.001 email x@y.org||",
                   "KPi.001 phone +963936016952||", "KPe.001 alias SB||"}));
  ASSERT_EQ(list.bad.size(), 2u);
  EXPECT_EQ(list.bad[0].field, "INDIVIDUAL");
  EXPECT_EQ(list.bad[1].field, "LISTED_ON");
}

const std::string kFtmList =
    R"({"id":"s1","schema":"Sanction","properties":{"entity":["p1"],"startDate":["2020-05"],"endDate":["2023-11-16"],"program":["X"],"reason":["why"]}})"
    "\n"
    R"({"id":"p1","schema":"Person","properties":{"name":["Li Lei","李雷"],"nationality":["cn"],"gender":["male"],"country":["cn"],"birthDate":["1980"],"addressEntity":["a1"],"weakAlias":["Ray"]}})"
    "\n"
    R"({"id":"a1","schema":"Address","properties":{"street":["5 Road"],"city":["Wuhan"],"country":["cn"]}})"
    "\n"
    R"({"id":"w1","schema":"CryptoWallet","properties":{"publicKey":["1abc"],"holder":["p1"]}})"
    "\n"
    R"({"id":"i1","schema":"Passport","properties":{"holder":["p1"],"number":["E1"],"country":["cn"]}})"
    "\n"
    R"({"id":"o1","schema":"Ownership","properties":{"owner":["p1"],"asset":["c1"]}})"
    "\n"
    R"({"id":"c1","schema":"Company","target":false,"properties":{"name":["Shell Ltd"]}})"
    "\n"
    R"({"id":"c2","schema":"Company","caption":"Named By Caption","properties":{"jurisdiction":["hk"],"sanctions":[{"id":"s2","schema":"Sanction","properties":{"startDate":["2021"]}}],"imoNumber":["9074729"]}})"
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
      R"({"id":"p","schema":"Person","properties":{"name":["A"],"country":["cn"],"nationality":["cn"],"citizenship":["cn"]}})");
  ASSERT_EQ(list.entries.size(), 1u);
  EXPECT_EQ(list.entries[0].country, "");
  EXPECT_TRUE(list.details.empty());
}

TEST(WatchListTest, IdsFollowTheContent) {
  const std::string before = "36,\"A\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n";
  const std::string after = "36,\"A\",-0- ,\"CUBA2\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n";
  EXPECT_EQ(read_text("ofac.sdn", before).entry_ids,
            read_text("ofac.sdn", "\r\n" + before).entry_ids);
  EXPECT_NE(read_text("ofac.sdn", before).entry_ids, read_text("ofac.sdn", after).entry_ids);
  EXPECT_NE(read_text("ofac.sdn", before).entry_ids,
            read_text("ofac.sdn", before, {.list = "M"}).entry_ids);
  EXPECT_EQ(read_text("ofac.sdn", before).entries[0].known_at, "1970-01-01T00:00:00Z");
}

TEST(WatchListTest, NoRowAndNoListAreErrors) {
  Collected collected;
  const OpenSource empty = []() -> Expected<std::unique_ptr<ByteSource>> { return open_text(""); };
  EXPECT_EQ(read_list("un.xml", empty, {.list = "L"}, collected).error().code, ErrorCode::format);
  EXPECT_EQ(read_list("csv", empty, {.list = "L"}, collected).error().code, ErrorCode::usage);
}

TEST(ContactsTest, FindsThemInSentences) {
  const Contacts contacts = find_contacts(
      "Tel. +236 72 15 47 07 / +236 75 09 43 41. Email addresses: ryonha@silibank.com; "
      "sjc-117@hotmail.com, in room 12345 "
      "of Hotelstrasse 99999; Fax: 850-2-381.4576. @ a@b");
  EXPECT_EQ(contacts.emails, (Texts{"ryonha@silibank.com", "sjc-117@hotmail.com"}));
  EXPECT_EQ(contacts.phones, (Texts{"+236 72 15 47 07", "+236 75 09 43 41", "850-2-381.4576"}));
  EXPECT_EQ(without_protected("He left. Gender: Male. Nationality: X. A chairperson"),
            "He left. A chairperson");
}

TEST(RecogniseTest, ByContentThenByName) {
  EXPECT_EQ(recognise_format("PAR1\x15", "x"), "parquet");
  EXPECT_EQ(recognise_format("36,\"A\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n",
                             "x.csv"),
            "ofac.sdn");
  EXPECT_EQ(recognise_format("36,12,\"aka\",\"AERO\",-0- \r\n", ""), "ofac.alt");
  EXPECT_EQ(recognise_format("36,25,-0- ,\"Havana\",\"Cuba\",-0- \r\n", ""), "ofac.add");
  EXPECT_EQ(recognise_format(kUnList, ""), "un.xml");
  EXPECT_EQ(
      recognise_format("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08'>", ""),
      "pacs.008");
  EXPECT_EQ(recognise_format("<html>", ""), "");
  EXPECT_EQ(recognise_format(kFtmList, ""), "ftm");
  EXPECT_EQ(recognise_format("{\"a\":1}\n{\"a\":2}\n", ""), "ndjson");
  EXPECT_EQ(recognise_format("{\"a\":1}", ""), "ndjson");
  EXPECT_EQ(recognise_format("{\n\"a\":1}", ""), "json");
  EXPECT_EQ(recognise_format("{\n\"a\":1}", "x.JSONL"), "ndjson");
  EXPECT_EQ(recognise_format("\xEF\xBB\xBF [{\"a\":1}]", ""), "json");
  EXPECT_EQ(recognise_format("a\tb,c\td\n", ""), "tsv");
  EXPECT_EQ(recognise_format("a,b\n1,2\n", ""), "csv");
  EXPECT_EQ(recognise_format("", ""), "csv");
}

// The real lists, where they are at hand.
class SharedListTest : public testing::Test {
 protected:
  static Collected read_shared(std::string_view format, const std::string& name) {
    const std::filesystem::path path = std::filesystem::path(CHOKEPOINT_SHARED_DATA) / name;
    Collected collected;
    EXPECT_EQ(*recognise_file(path), format);
    const auto counts = read_list(
        format, [&]() -> Expected<std::unique_ptr<ByteSource>> { return open_decoded(path); },
        {.list = "L"}, collected);
    EXPECT_TRUE(counts.has_value());
    return collected;
  }
  static bool is_absent(const std::string& name) {
    return !std::filesystem::exists(std::filesystem::path(CHOKEPOINT_SHARED_DATA) / name);
  }
};

TEST_F(SharedListTest, Ofac) {
  if (is_absent("ofac/sdn.csv")) GTEST_SKIP() << "../shared/data/ofac is absent";
  const Collected sdn = read_shared("ofac.sdn", "ofac/sdn.csv");
  EXPECT_EQ(sdn.entries.size(), 8976u);
  EXPECT_EQ(sdn.entry_ids.size(), 8976u);
  EXPECT_TRUE(sdn.bad.empty());
  EXPECT_EQ(std::ranges::count(sdn.entries, "person", &Entry::kind), 4620);
  EXPECT_EQ(std::ranges::count(sdn.entries, "vessel", &Entry::kind), 406);
  EXPECT_EQ(std::ranges::count(sdn.entries, "aircraft", &Entry::kind), 277);
  EXPECT_GT(sdn.by_kind.at("wallet"), 75u);
  EXPECT_GT(sdn.by_kind.at("passport"), 1500u);
  EXPECT_GT(sdn.by_kind.at("imo"), 400u);
  EXPECT_GT(sdn.by_kind.at("weak_alias"), 2300u);
  EXPECT_GT(sdn.by_kind.at("linked_to"), 3000u);
  for (const Entry& entry : sdn.entries) {
    for (const char* word : {"nationality ", "citizen ", "Gender Male", "Gender Female"}) {
      EXPECT_EQ(entry.reason.find(word), std::string::npos) << entry.reason;
    }
  }
  const Collected alt = read_shared("ofac.alt", "ofac/alt.csv");
  EXPECT_EQ(alt.by_kind.at("alias"), 11910u);
  EXPECT_EQ(alt.detail_ids.size(), 11910u);
  EXPECT_TRUE(alt.bad.empty());
  const Collected add = read_shared("ofac.add", "ofac/add.csv");
  EXPECT_EQ(add.by_kind.at("address"), 13837u);
  EXPECT_EQ(add.detail_ids.size(), 13837u);
  EXPECT_TRUE(add.bad.empty());
}

TEST_F(SharedListTest, UnitedNations) {
  if (is_absent("un/UN_consolidated.xml")) GTEST_SKIP() << "../shared/data/un is absent";
  const Collected un = read_shared("un.xml", "un/UN_consolidated.xml");
  EXPECT_EQ(std::ranges::count(un.entries, "person", &Entry::kind), 730);
  EXPECT_EQ(std::ranges::count(un.entries, "organization", &Entry::kind), 273);
  EXPECT_EQ(un.entry_ids.size(), 1003u);
  EXPECT_TRUE(un.bad.empty());
  EXPECT_GE(un.by_kind.at("alias") + un.by_kind.at("weak_alias"), 2750u);
  EXPECT_EQ(un.by_kind.at("address"), 743u);
  EXPECT_EQ(un.by_kind.at("passport") + un.by_kind.at("identifier"), 454u);
  for (const Entry& entry : un.entries) EXPECT_FALSE(entry.valid_from.empty()) << entry.id;
}

}  // namespace
}  // namespace chokepoint::ingest
