using Holdfast.Identity.Factors;

namespace Holdfast.Identity.Tests.Factors;

public class RecoveryCodeTests
{
    private static readonly byte[] Key = new byte[32];

    private static readonly Guid User = new("01930000-0000-7000-8000-000000000001");

    [Fact]
    public void New_HasFourGroupsOfCrockfordsCharacters() =>
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$", RecoveryCode.New());

    [Fact]
    public void New_ManyTimes_AllDiffer() =>
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => RecoveryCode.New()).Distinct().Count());

    [Theory]
    [InlineData("0123-4567-89AB-CDEF")]
    [InlineData("0123456789abcdef")]
    [InlineData(" o1z3-4567 89ab cdef ", "01Z3-4567-89AB-CDEF")]
    [InlineData("OiL3-4567-89AB-CDEF", "0113-4567-89AB-CDEF")]
    public void Hash_HoweverTyped_IsTheSame(string typed, string meant = "0123-4567-89AB-CDEF") =>
        Assert.Equal(RecoveryCode.Hash(Key, User, meant), RecoveryCode.Hash(Key, User, typed));

    [Theory]
    [InlineData("")]
    [InlineData("0123-4567-89AB-CDE")]
    [InlineData("0123-4567-89AB-CDEFG")]
    [InlineData("0123-4567-89AB-CDEU")]
    [InlineData("0123-4567-89AB-CDEé")]
    public void Hash_WhatIsNoCode_IsNull(string typed) => Assert.Null(RecoveryCode.Hash(Key, User, typed));

    [Fact]
    public void Hash_OfAnotherUserOrKey_Differs()
    {
        var code = RecoveryCode.New();
        var hash = RecoveryCode.Hash(Key, User, code);

        Assert.NotEqual(hash, RecoveryCode.Hash(Key, Guid.CreateVersion7(), code));
        Assert.NotEqual(hash, RecoveryCode.Hash([.. Key.Select(_ => (byte)1)], User, code));
    }
}
