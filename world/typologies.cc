#include "world/typologies.h"

#include <array>

namespace chokepoint::world {
namespace {

constexpr std::array<TypologyFacts, static_cast<std::size_t>(Typology::count)> kFacts = {{
    {"none", "", ""},
    {"shared_contact", "P4 C6", "family_or_office_telephone"},
    {"one_address", "P1 P4", "mail_drop_forwarder_or_campus"},
    {"split_under_limit", "S8", "group_order_over_days"},
    {"new_account", "S10", "new_small_trader"},
    {"listed_without_paper", "S15", "university_with_late_or_exempt_paper"},
    {"near_listed_party", "P7", "household_near_listed_party"},
    {"payment_before_parcel", "M12 P10", "relative_or_employer_pays"},
    {"reborn_seller", "P9", "renamed_family_firm"},
    {"inbound_onward", "S7", "shopping_consolidator"},
    {"vague_text", "S1", "careless_seller"},
    {"shared_internet_address", "S11", "industrial_park_gateway"},
    {"shared_wallet", "M4 C6", "payment_processor"},
    {"structured_payments", "M2", "payment_in_instalments"},
    {"fictitious_consignee", "S2", "pick_up_point"},
    {"odd_route", "S18", "carrier_detour"},
    {"account_conflict", "S11", "consolidator_account"},
    {"regime_switch", "S9", "trader_tries_parcels"},
}};

}  // namespace

const TypologyFacts& facts_of(Typology typology) {
  return kFacts[static_cast<std::size_t>(typology)];
}

}  // namespace chokepoint::world
