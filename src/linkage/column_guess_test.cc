#include "linkage/column_guess.h"

#include <gtest/gtest.h>

namespace chokepoint::linkage {
namespace {

Kind guess_one(const std::string& name, std::vector<std::string_view> values) {
  const std::vector<ColumnSample> columns = {{name, std::move(values)}};
  return guess_columns(columns)[0].kind;
}

TEST(ColumnGuess, ByName) {
  EXPECT_EQ(guess_one("First Name", {"Ann"}), Kind::given_name);
  EXPECT_EQ(guess_one("date_of_birth", {"1971-06-24"}), Kind::birth_date);
  EXPECT_EQ(guess_one("soc_sec_id", {"1804974"}), Kind::national_id);
  EXPECT_EQ(guess_one("unique_id", {"7"}), Kind::record_id);
}

TEST(ColumnGuess, ByValuesWhereTheNameIsOpen) {
  EXPECT_EQ(guess_one("name", {"Ann Lee", "Bo Ek"}), Kind::full_name);
  EXPECT_EQ(guess_one("name", {"Veltora Trading Ltd", "Orin GmbH"}), Kind::organisation_name);
  EXPECT_EQ(guess_one("contact", {"a@b.org", "c@d.net"}), Kind::email);
  EXPECT_EQ(guess_one("title", {"Dr", "Ms"}), Kind::ignored);
  EXPECT_EQ(guess_one("title", {"A user-centered interface for databases"}), Kind::title);
}

TEST(ColumnGuess, WordsInAnyOrderAndWithFillers) {
  EXPECT_EQ(guess_one("name_first", {"Ann", "Bo"}), Kind::given_name);
  EXPECT_EQ(guess_one("NAME_LAST", {"Lee", "Ek"}), Kind::surname);
  EXPECT_EQ(guess_one("name_org", {"Veltora Ltd"}), Kind::organisation_name);
  EXPECT_EQ(guess_one("addr_postal_code", {"10024"}), Kind::postcode);
  EXPECT_EQ(guess_one("NM_MUNICIPIO", {"OLINDA"}), Kind::city);
  EXPECT_EQ(guess_one("customer_phone_number", {"020 7946 0000"}), Kind::phone);
  EXPECT_EQ(guess_one("record_type", {"PERSON"}), Kind::ignored);
  EXPECT_EQ(guess_one("data_source", {"crm"}), Kind::ignored);
}

TEST(ColumnGuess, AnAddressInOneText) {
  EXPECT_EQ(guess_one("address", {"12 Mill Lane Burford 10024"}), Kind::full_address);
  EXPECT_EQ(guess_one("address", {"12 Mill Lane"}), Kind::street);
  EXPECT_EQ(guess_one("addr_full", {"12 Mill Lane"}), Kind::full_address);
}

TEST(ColumnGuess, ValuesForbid) {
  EXPECT_EQ(guess_one("dob", {"yes", "no"}), Kind::ignored);
  EXPECT_EQ(guess_one("phone", {"none at all"}), Kind::ignored);
}

TEST(ColumnGuess, NeverWhoSomebodyIs) {
  for (const char* name : {"sex", "gender", "nationality", "religion", "ethnicity", "race",
                           "citizenship", "cluster", "label", "remarks"}) {
    EXPECT_EQ(guess_one(name, {"1", "f", "xx"}), Kind::ignored) << name;
  }
}

struct Header {
  std::string name;
  std::vector<std::string_view> values;
  Kind kind;
};

void expect_guesses(const std::vector<Header>& headers) {
  std::vector<ColumnSample> columns;
  for (const Header& header : headers) columns.push_back({header.name, header.values});
  const auto guesses = guess_columns(columns);
  for (std::size_t i = 0; i < headers.size(); ++i) {
    EXPECT_EQ(guesses[i].kind, headers[i].kind)
        << headers[i].name << " is taken for " << name(guesses[i].kind) << ": " << guesses[i].why;
  }
}

// An identifier of the table or of nobody knows what is no evidence, nor is who somebody is.
TEST(ColumnGuess, ARegisterOfCandidates) {
  expect_guesses({{"DT_GERACAO", {"02/10/2022", "03/10/2022"}, Kind::ignored},
                  {"ANO_ELEICAO", {"2018", "2022"}, Kind::ignored},
                  {"DT_ELEICAO", {"02/10/2022"}, Kind::ignored},
                  {"SG_UF", {"SP", "RJ"}, Kind::state},
                  {"SQ_CANDIDATO", {"250001608118", "190001234567"}, Kind::ignored},
                  {"NR_CANDIDATO", {"1312", "45"}, Kind::ignored},
                  {"NM_CANDIDATO", {"ANA LIMA SOUSA", "RUI DA COSTA"}, Kind::full_name},
                  {"NM_URNA_CANDIDATO", {"ANA DO POVO", "DR RUI"}, Kind::ignored},
                  {"NR_CPF_CANDIDATO", {"01234567890", "-4"}, Kind::national_id},
                  {"DS_EMAIL", {"ana@mail.example", "rui@mail.example"}, Kind::email},
                  {"SG_PARTIDO", {"PT", "PL"}, Kind::ignored},
                  {"NM_PARTIDO", {"PARTIDO NOVO"}, Kind::ignored},
                  {"DS_NACIONALIDADE", {"BRASILEIRA NATA"}, Kind::ignored},
                  {"NM_MUNICIPIO_NASCIMENTO", {"OLINDA"}, Kind::city},
                  {"DT_NASCIMENTO", {"24/06/1971", "02/01/1980"}, Kind::birth_date},
                  {"NR_TITULO_ELEITORAL_CANDIDATO", {"012345670101"}, Kind::national_id},
                  {"CD_GENERO", {"2", "4"}, Kind::ignored},
                  {"DS_GENERO", {"FEMININO"}, Kind::ignored},
                  {"DS_ESTADO_CIVIL", {"CASADO(A)"}, Kind::ignored},
                  {"DS_COR_RACA", {"PARDA"}, Kind::ignored},
                  {"DS_GRAU_INSTRUCAO", {"SUPERIOR COMPLETO"}, Kind::ignored},
                  {"DS_OCUPACAO", {"ADVOGADO"}, Kind::ignored}});
}

TEST(ColumnGuess, GermanFrenchSpanishItalian) {
  expect_guesses({{"Kunden-Nr.", {"7731"}, Kind::ignored},
                  {"Name", {"Müller", "Groß"}, Kind::surname},
                  {"Vorname", {"Jörg", "Ute"}, Kind::given_name},
                  {"Geburtsdatum", {"24.06.1971"}, Kind::birth_date},
                  {"Straße", {"Lange Gasse 4"}, Kind::street},
                  {"PLZ", {"01067"}, Kind::postcode},
                  {"Wohnort", {"Dresden"}, Kind::city},
                  {"Geburtsort", {"Jena"}, Kind::city},
                  {"Telefonnummer", {"0351 123456"}, Kind::phone},
                  {"Geschlecht", {"w", "m"}, Kind::ignored},
                  {"Staatsangehörigkeit", {"deutsch"}, Kind::ignored},
                  {"Konfession", {"ev"}, Kind::ignored}});
  expect_guesses({{"Nom", {"Lefèvre"}, Kind::surname},
                  {"Prénom", {"Zoé"}, Kind::given_name},
                  {"Date de naissance", {"24/06/1971"}, Kind::birth_date},
                  {"Lieu de naissance", {"Nîmes"}, Kind::city},
                  {"Adresse", {"4 rue Haute"}, Kind::street},
                  {"Code postal", {"30000"}, Kind::postcode},
                  {"Commune", {"Nîmes"}, Kind::city},
                  {"Courriel", {"zoe@mail.example"}, Kind::email},
                  {"Sexe", {"F"}, Kind::ignored},
                  {"Nationalité", {"française"}, Kind::ignored}});
  expect_guesses({{"nombre", {"Inés", "Luis"}, Kind::given_name},
                  {"primer_apellido", {"Vega"}, Kind::surname},
                  {"segundo_apellido", {"Ruiz"}, Kind::surname},
                  {"fecha_nacimiento", {"24/06/1971"}, Kind::birth_date},
                  {"domicilio", {"calle Mayor 4"}, Kind::street},
                  {"codigo_postal", {"28013"}, Kind::postcode},
                  {"localidad", {"Madrid"}, Kind::city},
                  {"sexo", {"M"}, Kind::ignored},
                  {"nacionalidad", {"española"}, Kind::ignored}});
  expect_guesses({{"cognome", {"Riva"}, Kind::surname},
                  {"nome", {"Ugo"}, Kind::given_name},
                  {"codice_fiscale", {"RVIGUO71H24F205X"}, Kind::national_id},
                  {"CAP", {"20121"}, Kind::postcode}});
}

TEST(ColumnGuess, RegistersInEnglish) {
  expect_guesses({{"recid", {"7"}, Kind::record_id},
                  {"fname", {"Ann"}, Kind::given_name},
                  {"lname", {"Lee"}, Kind::surname},
                  {"dob", {"1971-06-24"}, Kind::birth_date},
                  {"res_street_address", {"12 Mill Lane"}, Kind::street},
                  {"res_city_desc", {"Burford"}, Kind::city},
                  {"zip", {"10024"}, Kind::postcode},
                  {"race_code", {"W"}, Kind::ignored},
                  {"ethnic_code", {"NL"}, Kind::ignored},
                  {"gender_code", {"F"}, Kind::ignored},
                  {"party_cd", {"DEM"}, Kind::ignored},
                  {"voter_party", {"green"}, Kind::ignored},
                  {"citizenship_country", {"FR"}, Kind::ignored},
                  {"age", {"51"}, Kind::ignored}});
  expect_guesses({{"full_name", {"Ann Lee"}, Kind::full_name},
                  {"first_and_surname", {"Ann Lee"}, Kind::full_name},
                  {"birth_place", {"Burford"}, Kind::city},
                  {"postcode_fake", {"OX18 4AA"}, Kind::postcode},
                  {"gender", {"f"}, Kind::ignored},
                  {"occupation", {"chemist"}, Kind::ignored}});
}

TEST(ColumnGuess, WhatNumbersRowsOrAnswersIsNoEvidence) {
  for (const char* name :
       {"cluster", "cluster_id", "ncid", "entity_id", "truth", "match_id", "person_id", "group_id",
        "household_id", "voter_reg_num", "source_id", "row_number", "customer_id", "gold_label"})
    EXPECT_EQ(guess_one(name, {"AA1001", "AA1002"}), Kind::ignored) << name;
  const std::vector<ColumnSample> columns = {{"entity_id", {"E17", "E18"}}};
  EXPECT_NE(guess_columns(columns)[0].why.find("a mapping"), std::string::npos);
}

TEST(ColumnGuess, ABareNameAlone) {
  EXPECT_EQ(guess_one("Nom", {"Zoé Lefèvre"}), Kind::full_name);
  EXPECT_EQ(guess_one("nombre", {"Inés Vega"}), Kind::full_name);
}

TEST(ColumnGuess, OneRecordId) {
  const std::vector<ColumnSample> columns = {{"id", {"1"}}, {"unique_id", {"2"}}};
  const auto guesses = guess_columns(columns);
  EXPECT_EQ(guesses[0].kind, Kind::ignored);
  EXPECT_EQ(guesses[1].kind, Kind::record_id);
}

}  // namespace
}  // namespace chokepoint::linkage
