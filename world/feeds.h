// Writes the feeds' rows. A row is a function of its plan and of nothing written before, so that
// chunks of plans can be written side by side and put together in order.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "world/csv_rows.h"
#include "world/networks.h"
#include "world/trade.h"

namespace chokepoint::world {

// All that a world is, before it is written.
struct World {
  World(Tables words, std::uint64_t from_seed, std::uint64_t consignments)
      : seed(from_seed),
        tables(std::move(words)),
        planting{Population(tables, from_seed, consignments), {}, {}, {}} {}
  World(const World&) = delete;  // the population refers to the tables
  World& operator=(const World&) = delete;

  std::uint64_t seed = 0;
  Tables tables;
  Calendar calendar;
  std::vector<Plan> plans;  // in the order of time
  Planting planting;
};

// The texts of a stretch of plans, one a file.
struct ChunkText {
  CsvRows consignments, items, payments, notifications, truth_consignments, truth_parties;
  std::uint64_t item_count = 0, payment_count = 0, notification_count = 0, illicit_count = 0;
};

inline constexpr std::string_view kConsignmentColumns =
    "item_id,posted_at,item_category,gross_weight_kg,declared_value,currency,postage_paid,sender_"
    "name,sender_company,"
    "sender_street,sender_city,sender_postcode,sender_region,sender_country,sender_phone,sender_"
    "email,sender_ref,sender_id,"
    "recipient_name,recipient_company,recipient_street,recipient_city,recipient_postcode,recipient_"
    "region,recipient_country,"
    "recipient_phone,recipient_email,importer_ref,piece_count,entry_type,carrier,broker,account_id,"
    "account_opened_at,"
    "account_shipments,account_holder,ip_address,ip_country,route_origin,route_transit,route_"
    "destination,payer,marketplace,"
    "listing_url,dispatch_id,receptacle_id";
inline constexpr std::string_view kItemColumns =
    "item_id,piece_no,description,quantity,net_weight_kg,piece_value,currency,hs_code,origin_"
    "country";
inline constexpr std::string_view kPaymentColumns =
    "payment_id,uetr,booked_at,amount,currency,payer_name,payer_address,payer_country,payer_"
    "account,payer_bic,payee_name,"
    "payee_address,payee_country,payee_account,payee_bic,purpose,remittance_text,ultimate_debtor,"
    "ultimate_creditor,channel,"
    "wallet_address,tx_hash";
inline constexpr std::string_view kListingColumns =
    "source,listing_id,seen_at,title,text,price,currency,seller_id,seller_name,ships_from,ships_to,"
    "contact_handles,url_hash,"
    "language";
inline constexpr std::string_view kLicenceColumns =
    "licence_id,holder_name,holder_street,holder_city,holder_postcode,country,substance,cas,hs_"
    "code,quantity_kg,kind,"
    "valid_from,valid_to,known_at";
inline constexpr std::string_view kNotificationColumns =
    "notification_id,kind,exporter_name,exporter_country,importer_name,importer_country,substance,"
    "cas,quantity_kg,shipped_at,"
    "answer,known_at";
inline constexpr std::string_view kOutcomeColumns =
    "outcome_id,item_id,selected_by,held,presented,inspected,result,finding,quantity_kg,happened_"
    "at,known_at";
inline constexpr std::string_view kWatchListColumns =
    "entry_id,name,aliases,kind,country,address,phone,email,wallet,identifier,reason,valid_from,"
    "valid_to,known_at";

std::string item_id_of(const World& world, std::size_t plan);
std::string listing_url_of(const World& world, ActorRef seller, std::uint64_t which);
std::uint32_t serial_of(const World& world, ActorRef actor);
std::string party_id_of(const Actor& actor);

// All rows that hang on plan `index`.
void write_plan(const World& world, std::size_t index, ChunkText& out);
void write_payments(const World& world, std::size_t index, const Actor& sender,
                    const Actor& recipient, double value_usd, ChunkText& out);
// Money that has to do with no parcel.
void write_other_payment(const World& world, std::size_t index, ChunkText& out);
void write_notification(const World& world, std::size_t index, const Actor& sender,
                        const Actor& recipient, ChunkText& out);
// The listings of one seller; returns how many.
std::uint64_t write_listings(const World& world, ActorRef seller, CsvRows& out, CsvRows& truth);
std::uint64_t write_licences(const World& world, CsvRows& out, CsvRows& truth);
void write_watch_list(const World& world, CsvRows& out);

}  // namespace chokepoint::world
