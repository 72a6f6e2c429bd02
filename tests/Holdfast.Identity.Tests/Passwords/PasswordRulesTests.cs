using Holdfast.Identity.Passwords;
using Holdfast.Identity.UserNames;

namespace Holdfast.Identity.Tests.Passwords;

public sealed class PasswordRulesTests
{
    private static readonly UserName Anna = UserName.Read("Anna.Muster@example.org").Value!;

    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("xK9!mQ2#vL")]
    [InlineData("zwölf Boxkämpfer")]
    [InlineData("密码密码很好记住的句子")]
    [InlineData("8305927461")]
    [InlineData("grüne-tasse-am-fenster")]
    public void Check_GoodPassword_HasNoProblem(string password) => Assert.Empty(PasswordRules.Check(Anna, password));

    [Theory]
    [InlineData("")]
    [InlineData("xK9!mQ2#v")]
    [InlineData("\U0001F600\U0001F601\U0001F602\U0001F603\U0001F604")]
    public void Check_FewerThanTenCharacters_IsTooShort(string password) => Assert.Contains("HF-1111", Ids(password));

    [Fact]
    public void Check_1024Bytes_IsTheLimit()
    {
        var text = string.Concat(Enumerable.Repeat("0a1b2c3d4e5f6g7h", 64));
        Assert.Empty(Ids(text));
        Assert.Equal(["HF-1112"], Ids(text + "x"));
        Assert.Equal(["HF-1112"], Ids("ä" + text[1..]));
    }

    [Fact]
    public void Check_HalfACharacter_IsRefused() => Assert.Equal(["HF-1112"], Ids("correct \uD800 horse"));

    [Theory]
    [InlineData("Anna.Muster@example.org")]
    [InlineData("anna.muster@EXAMPLE.org")]
    [InlineData(" anna.muster@example.org ")]
    public void Check_TheUserName_IsRefused(string password) => Assert.Equal(["HF-1113"], Ids(password));

    [Theory]
    [InlineData("password123")]
    [InlineData("Password2024!")]
    [InlineData("P@ssw0rd!!!!")]
    [InlineData("passwordpassword")]
    [InlineData("!!welcome2026")]
    [InlineData("Summer2026!!")]
    [InlineData("LetMeIn12345")]
    [InlineData("adminadmin")]
    [InlineData("ILoveYou1234")]
    [InlineData("qwertyuiop")]
    [InlineData("poiuytrewq")]
    [InlineData("1234567890")]
    [InlineData("0987654321")]
    [InlineData("1q2w3e4r5t")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("abababababab")]
    [InlineData("1111222233334444")]
    [InlineData("wachtwoord!1")]
    public void Check_WhatIsTriedFirst_IsRefused(string password) => Assert.Contains("HF-1114", Ids(password));

    [Fact]
    public void Check_SeveralWeaknesses_ReportsAll() => Assert.Equal(["HF-1111", "HF-1114"], Ids("password"));

    [Fact]
    public void Check_AnyText_NeverThrowsAndNeverRepeatsIt()
    {
        var random = new Random(7);
        for (var round = 0; round < 2000; round++)
        {
            var text = new string([
                .. Enumerable.Range(0, random.Next(0, 1100)).Select(_ => (char)random.Next(0x10000)),
            ]);
            Assert.All(
                PasswordRules.Check(Anna, text),
                problem => Assert.True(text.Length < 3 || !problem.ToString().Contains(text, StringComparison.Ordinal))
            );
        }
    }

    private static string[] Ids(string password) => [.. PasswordRules.Check(Anna, password).Select(p => p.Id)];
}
