using Holdfast.Link.Addresses;
using Holdfast.Link.Enrolling;
using Holdfast.Link.Problems;
using Holdfast.Link.Tests.Fixtures;

namespace Holdfast.Link.Tests.Enrolling;

public sealed class EnrolmentCodeTests
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    private readonly EnrolmentCode _code = EnrolmentCode.Create(
        LinkAddress.Parse("node.example.org:7443").Value!,
        Enumerable.Range(0, 32).Select(i => (byte)i),
        TimeProvider.System.GetUtcNow()
    );

    [Theory]
    [InlineData("unix:/run/x.sock")]
    [InlineData("[2001:db8::1]:7443")]
    [InlineData("a:1")]
    public void Parse_WhatWasRevealed_IsTheSame(string address)
    {
        var code = EnrolmentCode.Create(
            LinkAddress.Parse(address).Value!,
            new byte[32],
            TimeProvider.System.GetUtcNow()
        );
        var parsed = EnrolmentCode.Parse(code.Reveal()).Value!;
        Assert.Equal((code.Address, code.Expires, code.Id), (parsed.Address, parsed.Expires, parsed.Id));
        Assert.Equal(code.Secret, parsed.Secret);
        Assert.Equal(code.Fingerprint, parsed.Fingerprint);
    }

    [Fact]
    public void Parse_AsPeopleType_IsTheSame()
    {
        var sloppy = "  " + _code.Reveal().ToUpperInvariant().Replace("1", "l", StringComparison.Ordinal)[..];
        sloppy = "hfn1-" + sloppy.Trim()[5..].Replace("-", " ", StringComparison.Ordinal).Replace('0', 'O') + "\n";
        Assert.Equal(_code.Id, EnrolmentCode.Parse(sloppy).Value?.Id);
    }

    [Fact]
    public void Parse_AnyOneCharacterChanged_Mistyped()
    {
        var text = _code.Reveal();
        for (var i = "hfn1-".Length; i < text.Length; i++)
        {
            if (text[i] == '-')
            {
                continue;
            }
            var other = Alphabet[(Alphabet.IndexOf(text[i], StringComparison.Ordinal) + 1) % 32];
            AssertMistyped(text[..i] + other + text[(i + 1)..]);
        }
    }

    [Fact]
    public void Parse_TwoCharactersSwapped_Mistyped()
    {
        var text = _code.Reveal();
        for (var i = "hfn1-".Length; i + 1 < text.Length; i++)
        {
            if (text[i] != text[i + 1] && text[i] != '-' && text[i + 1] != '-')
            {
                AssertMistyped(text[..i] + text[i + 1] + text[i] + text[(i + 2)..]);
            }
        }
    }

    [Fact]
    public void Parse_EndMissing_Mistyped()
    {
        var text = _code.Reveal();
        for (var length = "hfn1-".Length; length < text.Length; length++)
        {
            AssertMistyped(text[..length]);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("hfn2-00000")]
    [InlineData("hunter2")]
    [InlineData("https://portal.example.org/")]
    public void Parse_SomethingElse_Malformed(string text) =>
        Assert.Equal(EnrolmentProblems.CodeMalformed, EnrolmentCode.Parse(text).Problems.Single().Kind);

    [Fact]
    public void Parse_Endless_Malformed() =>
        Assert.Equal(
            EnrolmentProblems.CodeMalformed,
            EnrolmentCode.Parse("hfn1-" + new string('0', 100_000)).Problems.Single().Kind
        );

    [Theory]
    [InlineData("hfn1-uuuuu")]
    [InlineData("hfn1-ä")]
    [InlineData("hfn1-")]
    public void Parse_NoSuchCharacter_Mistyped(string text) => AssertMistyped(text);

    [Fact]
    public void ToString_Code_KeepsTheSecret() =>
        Assert.DoesNotContain(_code.Reveal()[^20..], _code.ToString(), StringComparison.Ordinal);

    [Fact]
    public void Issue_File_ForItsOwnerOnlyAndOneLine()
    {
        using var folder = new TestFolder();
        var identity = Link.Identities.NodeIdentityStore.Open(folder.Path, TimeProvider.System).Value!.Current;
        var codes = new EnrolmentCodeFile(folder.Path, TimeProvider.System);
        var issued = codes.Issue(_code.Address, identity);
        var path = Path.Combine(folder.Path, EnrolmentCodeFile.Name);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal([issued.Reveal()], File.ReadAllLines(path));
        Assert.Equal(issued.Id, codes.Read()?.Id);
    }

    [Fact]
    public void Ensure_CodeStillGood_SameOtherwiseNew()
    {
        using var folder = new TestFolder();
        var clock = new FakeClock();
        var identity = Link.Identities.NodeIdentityStore.Open(folder.Path, clock).Value!.Current;
        var codes = new EnrolmentCodeFile(folder.Path, clock);
        var first = codes.Ensure(_code.Address, identity);
        Assert.Equal(first.Id, codes.Ensure(_code.Address, identity).Id);
        Assert.NotEqual(first.Id, codes.Ensure(LinkAddress.Parse("a:1").Value!, identity).Id);
        var second = codes.Read()!;
        clock.Ahead = EnrolmentCode.Life;
        Assert.NotEqual(second.Id, codes.Ensure(second.Address, identity).Id);
    }

    private static void AssertMistyped(string text) =>
        Assert.Equal(EnrolmentProblems.CodeMistyped, EnrolmentCode.Parse(text).Problems.Single().Kind);
}
