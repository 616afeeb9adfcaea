#include "ingest/un_list.h"

#include "collected_list.h"

namespace chokepoint::ingest {
namespace {

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

}  // namespace
}  // namespace chokepoint::ingest
