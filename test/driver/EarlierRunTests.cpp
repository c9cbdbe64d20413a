#include "driver/EarlierRun.h"

#include <gmock/gmock.h>

using namespace nplus1;
using testing::ElementsAre;

namespace {

TEST(EarlierRun, ComesBackAsItWas) {
  const EarlierRun Run{{{{"/a", 1}, {"/b", 2}}, {{"/folder", 3}}, {"/absent"}, {{"/place", 7}}},
                       {{4, 5, false}, {6, 0, true}}};
  auto Back = decodeRun(encodeRun(Run), /*Units=*/7);
  ASSERT_TRUE(Back);
  EXPECT_EQ(Back->Seen.Files, Run.Seen.Files);
  EXPECT_EQ(Back->Seen.Folders, Run.Seen.Folders);
  EXPECT_EQ(Back->Seen.Absent, Run.Seen.Absent);
  EXPECT_EQ(Back->Seen.Places, Run.Seen.Places);
  ASSERT_EQ(Back->Relevant.size(), 2u);
  EXPECT_EQ(Back->Relevant[0].Unit, 4u);
  EXPECT_EQ(Back->Relevant[0].Outcome, 5u);
  EXPECT_FALSE(Back->Relevant[0].Failed);
  EXPECT_TRUE(Back->Relevant[1].Failed);
}

TEST(EarlierRun, IsNoneIfCutAnywhereOrOfFewerUnits) {
  const EarlierRun Run{{{{"/a", 1}}, {}, {"/absent"}, {}}, {{4, 5, false}}};
  const std::string Bytes = encodeRun(Run);
  for (size_t Size = 0; Size < Bytes.size(); ++Size)
    EXPECT_FALSE(decodeRun(llvm::StringRef(Bytes).take_front(Size), 5)) << Size;
  EXPECT_TRUE(decodeRun(Bytes, 5));
  EXPECT_FALSE(decodeRun(Bytes, 4));
}

TEST(JoinedLookups, HoldEachPathOnce) {
  JoinedLookups Joined;
  Joined.add({{{"/b", 2}, {"/c", 3}}, {{"/folder", 4}}, {"/y"}, {{"/p", 8}}});
  Joined.add({{{"/a", 1}, {"/b", 2}}, {{"/folder", 4}}, {"/x", "/y"}, {{"/q", 9}}});
  auto All = Joined.take();
  ASSERT_TRUE(All);
  EXPECT_THAT(All->Files, ElementsAre(InputFile{"/a", 1}, InputFile{"/b", 2}, InputFile{"/c", 3}));
  EXPECT_THAT(All->Folders, ElementsAre(InputFile{"/folder", 4}));
  EXPECT_THAT(All->Absent, ElementsAre("/x", "/y"));
  EXPECT_THAT(All->Places, ElementsAre(InputFile{"/p", 8}, InputFile{"/q", 9}));
}

// Two units that saw the disk in different states say nothing of the one that it is in now.
TEST(JoinedLookups, AreNoneIfTheyDisagree) {
  const Lookups First = {{{"/b", 2}}, {{"/folder", 4}}, {"/y"}, {{"/p", 8}}};
  for (const Lookups &Other :
       {Lookups{{{"/b", 3}}, {}, {}, {}}, Lookups{{}, {{"/folder", 5}}, {}, {}},
        Lookups{{}, {}, {"/b"}, {}}, Lookups{{}, {}, {}, {{"/p", 9}}}}) {
    JoinedLookups Joined;
    Joined.add(First);
    EXPECT_TRUE(Joined.take());
    Joined.add(Other);
    EXPECT_FALSE(Joined.take());
  }
}

} // namespace
