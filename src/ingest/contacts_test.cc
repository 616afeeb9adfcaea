#include "ingest/contacts.h"

#include <gtest/gtest.h>

namespace chokepoint::ingest {
namespace {

using Texts = std::vector<std::string>;

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

}  // namespace
}  // namespace chokepoint::ingest
