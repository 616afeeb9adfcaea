#include "parties/place_kinds.h"

#include <gtest/gtest.h>

namespace chokepoint::parties {
namespace {

TEST(PlaceKinds, TracesSayWhatAPlaceIs) {
  EXPECT_EQ(use_of({}), PlaceUse::unknown);
  EXPECT_EQ(use_of({.people = 3}), PlaceUse::home);
  EXPECT_EQ(use_of({.people = 2, .organisations = 1}), PlaceUse::firm);
  EXPECT_EQ(use_of({.people = 2, .organisations = 7}), PlaceUse::offices);
  EXPECT_EQ(use_of({.people = 9, .organisations = 2}), PlaceUse::mail_drop);
  EXPECT_EQ(use_of({.people = 4, .organisations = 1, .forwarder_names = 1}), PlaceUse::forwarder);
  EXPECT_EQ(use_of({.organisations = 2, .campus_names = 2}), PlaceUse::campus);
  EXPECT_EQ(use_of({.people = 1, .is_box = true}), PlaceUse::post_office);
  EXPECT_EQ(use_of({.organisations = 1, .has_customs_word = true}), PlaceUse::customs_facility);
}

// A firm of its trade alone at its address is a firm; so is one institute.
TEST(PlaceKinds, AWordAloneMakesNoSharedPlace) {
  EXPECT_EQ(use_of({.organisations = 1, .forwarder_names = 1}), PlaceUse::firm);
  EXPECT_EQ(use_of({.organisations = 1, .campus_names = 1}), PlaceUse::firm);
  for (const PlaceUse use : {PlaceUse::unknown, PlaceUse::home, PlaceUse::firm})
    EXPECT_FALSE(is_shared(use)) << name(use);
  for (const PlaceUse use :
       {PlaceUse::offices, PlaceUse::campus, PlaceUse::forwarder, PlaceUse::mail_drop,
        PlaceUse::post_office, PlaceUse::customs_facility})
    EXPECT_TRUE(is_shared(use)) << name(use);
}

}  // namespace
}  // namespace chokepoint::parties
