#include "goods/structure.h"

#include <gtest/gtest.h>

#include "goods/catalogue_for_test.h"
#include "goods/inchi.h"

namespace chokepoint::goods {
namespace {

const StructureReader& reader() {
  static const StructureReader made(catalogue_for_test());
  return made;
}

// "id[+salt][(clauses)]" of every match, in order.
std::string say(std::string_view written) {
  const StructureAnswer answer = reader().read(written);
  std::string text(structure_problem_text(answer.problem));
  for (const StructureMatch& match : answer.matches) {
    text += (text.empty() ? "" : ", ") + catalogue_for_test().things()[match.thing].id;
    if (match.as_salt) text += "+salt";
    if (!match.clauses.empty()) text += "(" + match.clauses + ")";
  }
  return text;
}

TEST(StructureTest, EverySubstanceIsKnownByItsSmilesInchiAndKey) {
  std::size_t count = 0;
  for (const Thing& thing : catalogue_for_test().things()) {
    if (thing.smiles.empty()) continue;
    EXPECT_EQ(say(thing.smiles), thing.id);
    EXPECT_EQ(say(thing.inchi), thing.id) << thing.inchi;
    EXPECT_EQ(say(thing.inchi_key), thing.id);
    ++count;
  }
  EXPECT_GE(count, 15u);
}

TEST(StructureTest, SpellingSaltsStereoAndIsotopesDoNotHideIt) {
  EXPECT_EQ(say("C1CC(=O)CCN1CCc1ccccc1"), "npp");
  EXPECT_EQ(say("O=C1CCN(CC1)CCC2=CC=CC=C2"), "npp");
  EXPECT_EQ(say("Cl.O=C1CCN(CCc2ccccc2)CC1"), "npp+salt");
  EXPECT_EQ(say("O=C1CC[NH+](CCc2ccccc2)CC1.[Cl-]"), "npp+salt");
  EXPECT_EQ(say("O=C1CCNCC1.O.Cl"), "4_piperidone+salt");
  EXPECT_EQ(say("OC1(O)CCNCC1"), "4_piperidone");
  EXPECT_EQ(say("[2H]C([2H])C([2H])([2H])C(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1"), "fentanyl");
  EXPECT_EQ(
      say("InChI=1S/C13H17NO.ClH/c15-13-7-10-14(11-8-13)9-6-12-4-2-1-3-5-12;/h1-5H,6-11H2;1H"),
      "npp+salt");
}

TEST(StructureTest, ClassMembersAreNamedWithTheirClause) {
  // The members that the published lists name themselves.
  EXPECT_EQ(say("CC(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1"), "fentanyl_related(acyl)");
  EXPECT_EQ(say("CCC(=O)N(c1ccc(F)cc1)C1CCN(CCc2ccccc2)CC1"), "fentanyl_related(aniline_ring)");
  EXPECT_EQ(say("CCC(=O)N(c1ccccc1)C1CCN(CCc2cccs2)CC1"), "fentanyl_related(phenethyl_ring)");
  EXPECT_EQ(say("CCC(=O)N(c1ccccc1)C1CCN(CC(O)c2ccccc2)CC1"),
            "fentanyl_related(phenethyl_substituent)");
  EXPECT_EQ(say("CCC(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1C"),
            "fentanyl_related(piperidine_substituent)");
}

TEST(StructureTest, OutsideTheClauseMeansNo) {
  EXPECT_EQ(say("CC(C)(C)c1ccc(cc1)C(O)CCCN1CCC(CC1)C(O)(c1ccccc1)c1ccccc1"), "");  // an
                                                                                    // antihistamine
  EXPECT_EQ(say("CN1CCC(=O)CC1"), "");  // 1-methyl-4-piperidone: alkyl is no kind of the wording
  EXPECT_EQ(say("O=C1CCN(Cc2ccccc2)CC1"), "");         // 1-benzyl-4-piperidone
  EXPECT_EQ(say("O=C1CCCNC1"), "");                    // 3-piperidone
  EXPECT_EQ(say("C1CCNCC1"), "");                      // piperidine
  EXPECT_EQ(say("CC(=O)Nc1ccccc1"), "");               // acetanilide
  EXPECT_EQ(say("CN1C=NC2=C1C(=O)N(C(=O)N2C)C"), "");  // caffeine
  EXPECT_EQ(say("CC(=O)Oc1ccccc1C(=O)O"), "");         // aspirin
  EXPECT_EQ(say("CC(=O)OC(C)=O"), "");                 // another anhydride
  EXPECT_EQ(say("CCCl"), "");
}

TEST(StructureTest, GroupWordingCoversWhatItSays) {
  EXPECT_EQ(say("CC(=O)N1CCC(=O)CC1"), "4_piperidone_and_derivatives(amide)");
  EXPECT_EQ(say("CCOC(=O)N1CCC(=O)CC1"), "4_piperidone_and_derivatives(carbamate)");
  EXPECT_EQ(say("C1CC2(CCN1)OCCO2"), "4_piperidone_and_derivatives(acetal)");
  EXPECT_EQ(say("Fc1ccc(NC2CCNCC2)cc1"), "4_ap_halides(halide), 4_ap_analogues_ca(halide)");
  EXPECT_EQ(
      say("COC(=O)N1CCC(Nc2ccccc2)CC1"),
      "4_ap_and_derivatives(carbamate), 4_ap_halides(carbamate), 4_ap_analogues_ca(carbamate)");
}

TEST(StructureTest, NitazenesAreKnownByTheirFrame) {
  EXPECT_EQ(say("CCN(CC)CCn1c(Cc2ccc(OCC)cc2)nc2cc(ccc12)[N+](=O)[O-]"),
            "nitazenes(benzylbenzimidazole)");
  EXPECT_EQ(say("c1ccc2[nH]c(Cc3ccccc3)nc2c1"), "");  // bendazol, a medicine
}

TEST(StructureTest, WhatCannotBeReadIsSaid) {
  EXPECT_EQ(reader().read("").problem, StructureProblem::not_readable);
  EXPECT_EQ(reader().read("not a structure").problem, StructureProblem::not_readable);
  EXPECT_EQ(reader().read("C1CC(").problem, StructureProblem::not_readable);
  EXPECT_EQ(reader().read("C(C)(C)(C)(C)(C)C").problem, StructureProblem::not_readable);
  EXPECT_EQ(reader().read("InChI=1S/C13H17NO/c15-13-99").problem, StructureProblem::not_readable);
  EXPECT_EQ(reader().read("RZWZRACFZGVKFM-UHFFFAOYSA-M").problem, StructureProblem::none);
  EXPECT_EQ(reader().read("AAAAAAAAAAAAAA-UHFFFAOYSA-N").problem, StructureProblem::key_only);
  EXPECT_EQ(reader().read(std::string(1'000'000, 'C')).problem, StructureProblem::too_long);
  EXPECT_EQ(reader().read(std::string(1'000'000, '(')).problem, StructureProblem::too_long);
  EXPECT_EQ(reader().read(std::string(900, 'C')).problem, StructureProblem::too_long);
}

TEST(InchiTest, BondsFollowFromValences) {
  const auto benzene = parse_inchi("InChI=1S/C6H6/c1-2-4-6-5-3-1/h1-6H", 100);
  ASSERT_TRUE(benzene.has_value());
  int orders = 0;
  for (const InchiBond& bond : benzene->bonds) orders += bond.order;
  EXPECT_EQ(orders, 9);
  EXPECT_TRUE(parse_inchi("InChI=1S/C2H4O2/c1-2(3)4/h1H3,(H,3,4)", 100).has_value());  // a mobile
                                                                                       // hydrogen
  EXPECT_TRUE(
      parse_inchi("InChI=1S/C6H5NO2/c8-7(9)6-4-2-1-3-5-6/h1-5H", 100).has_value());  // nitro
  EXPECT_FALSE(parse_inchi("InChI=1S/C6H6/c1-2-4-6-5-3-1/h1-6H", 5).has_value());
  EXPECT_FALSE(parse_inchi("InChI=1S/C6H6/c1-2-4-6-5-3-1(/h1-6H", 100).has_value());
  EXPECT_FALSE(parse_inchi("InChI=1S/C99999999H6", 100).has_value());
}

}  // namespace
}  // namespace chokepoint::goods
