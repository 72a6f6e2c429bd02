using System.Globalization;
using Holdfast.Identity.UserNames;

namespace Holdfast.Identity.Tests.UserNames;

public sealed class UserNameTests
{
    [Theory]
    [InlineData("anna")]
    [InlineData("a")]
    [InlineData("7of9")]
    [InlineData("Anna.Berg-Muster_2@example.org")]
    [InlineData("anna+vpn@example.org")]
    [InlineData("jürgen")]
    [InlineData("Łukasz")]
    [InlineData("Nguyễn")]
    [InlineData("Αθηνά")]
    [InlineData("пётр")]
    [InlineData("გიორგი")]
    [InlineData("דוד")]
    [InlineData("محمد")]
    [InlineData("山田たろうユキ")]
    [InlineData("김철수")]
    public void Read_GoodName_GivesItAsWritten(string text) => Assert.Equal(text, UserName.Read(text).Value!.Text);

    [Fact]
    public void Read_SpaceAround_IsTakenAway() => Assert.Equal("anna", UserName.Read(" anna\t").Value!.Text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    public void Read_Empty_IsRefused(string? text) => Assert.Equal("HF-1101", Id(text));

    [Fact]
    public void Read_64Characters_IsTheLimit()
    {
        Assert.True(UserName.Read(new string('a', 64)).Succeeded);
        Assert.Equal("HF-1101", Id(new string('a', 65)));
    }

    [Theory]
    [InlineData("anna berg")]
    [InlineData(".anna")]
    [InlineData("-rf")]
    [InlineData("@all")]
    [InlineData("an/na")]
    [InlineData("an\\na")]
    [InlineData("an<na")]
    [InlineData("an'na")]
    [InlineData("an\0na")]
    [InlineData("an\nna")]
    [InlineData("an\u007Fna")]
    [InlineData("an\u200Bna")] // zero width space
    [InlineData("an\u202Ena")] // right-to-left override
    [InlineData("an\u2066na")] // isolate
    [InlineData("an\u00ADna")] // soft hyphen
    [InlineData("an\uFEFFna")]
    [InlineData("ju\u0308rgen")] // decomposed: would have two spellings
    [InlineData("\uFF41nna")] // full width
    [InlineData("\uFB01nn")] // ligature
    [InlineData("\u212Bke")] // Angstrom sign
    [InlineData("na\u00AAme")]
    [InlineData("x\u0661")] // Arabic digit
    [InlineData("an\u01C0na")] // click letter like a bar
    [InlineData("a\U0001D41A")] // mathematical bold
    [InlineData("a\U0001F600")]
    public void Read_CharacterNotAllowed_IsRefused(string text) => Assert.Equal("HF-1102", Id(text));

    [Fact]
    public void Read_HalfAPair_IsRefused() => Assert.Equal("HF-1102", Id("a\uD800"));

    [Theory]
    [InlineData("аdmin")] // Cyrillic a
    [InlineData("pаypal")]
    [InlineData("αdmin")]
    [InlineData("дaвид")]
    [InlineData("anna山")]
    public void Read_TwoScripts_IsRefused(string text) => Assert.Equal("HF-1103", Id(text));

    [Theory]
    [InlineData("Anna", "anna")]
    [InlineData("JÜRGEN", "jürgen")]
    [InlineData("ΣΊΣΥΦΟΣ", "σίσυφος")]
    [InlineData("ADMIN", "adm\u0131n")] // dotless i
    [InlineData("\u0130lker", "ilker")]
    [InlineData("сосо", "coco")] // all Cyrillic against all Latin
    [InlineData("ЕХЕ", "exe")]
    [InlineData("ορ", "op")] // all Greek against all Latin
    public void Key_NamesThatLookTheSame_AreTheSame(string one, string other)
    {
        Assert.Equal(UserName.Read(one).Value!.Key, UserName.Read(other).Value!.Key);
        Assert.Equal(UserName.Read(one).Value, UserName.Read(other).Value);
    }

    [Theory]
    [InlineData("anna", "hanna")]
    [InlineData("jurgen", "jürgen")]
    [InlineData("a.b", "ab")]
    [InlineData("пётр", "петр")]
    public void Key_DifferentNames_Differ(string one, string other) =>
        Assert.NotEqual(UserName.Read(one).Value!.Key, UserName.Read(other).Value!.Key);

    [Fact]
    public void Key_OfAKey_IsTheKey()
    {
        foreach (var letter in Scripts.AllLetters())
        {
            var key = LookAlikes.Fold(letter.ToString());
            Assert.Equal(key, LookAlikes.Fold(key));
        }
    }

    /// <summary>The runtime knows categories, though not normalisation.</summary>
    [Fact]
    public void Scripts_EveryCharacter_IsALetter() =>
        Assert.DoesNotContain(
            Scripts.AllLetters(),
            c =>
                char.GetUnicodeCategory(c)
                    is not (
                        UnicodeCategory.LowercaseLetter
                        or UnicodeCategory.UppercaseLetter
                        or UnicodeCategory.OtherLetter
                    )
        );

    [Fact]
    public void Read_AnyText_NeverThrowsAndNeverRepeatsIt()
    {
        var random = new Random(11);
        for (var round = 0; round < 5000; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(1, 80)).Select(_ => (char)random.Next(0x10000))]);
            var outcome = UserName.Read(text);
            Assert.True(outcome.Succeeded || !outcome.Problems[0].ToString().Contains(text, StringComparison.Ordinal));
        }
    }

    private static string Id(string? text) => Assert.Single(UserName.Read(text).Problems).Id;
}
