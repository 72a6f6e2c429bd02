using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Holdfast.Model.Profiles;
using Holdfast.Model.Profiles.Validation;

namespace Holdfast.Model.Tests.Profiles;

public sealed class ProfileJsonTests
{
    private const string Start = """[{"id":"a","displayName":"A",""";

    [Fact]
    public void Parse_WhatWriteWrote_SameProfiles()
    {
        Profile[] profiles =
        [
            SomeProfiles.Employees,
            SomeProfiles.Split with
            {
                Id = "split",
                AllowedGroups = [],
                PreferredProtocol = Protocol.OpenVpn,
                WireGuard = SomeProfiles.WireGuard with { ProxyUrl = new("https://vpn.example.org/p"), Keepalive = 20 },
                OpenVpn = SomeProfiles.OpenVpn with { ListenAddress = IPAddress.IPv6Loopback },
            },
        ];

        var text = ProfileJson.Write(profiles);
        var read = ProfileJson.Parse(text);

        Assert.Equal(text, ProfileJson.Write(read.Value!));
        Assert.Contains("\"preferredProtocol\": \"open-vpn\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_LeastProfile_HasDefaults()
    {
        var read = ProfileJson.Parse(Start + """ "wireGuard":{"pool4":"10.0.0.0/24","pool6":"fd00::/64"}}]""");

        Assert.Equal(51820, Assert.Single(read.Value!).WireGuard!.Port);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[")]
    [InlineData("[] []")]
    [InlineData("[/* comment */]")]
    [InlineData("""[{"id":"a","id":"b"}]""")]
    public void Parse_NotAnArrayOfProfiles_Refused(string text)
    {
        var problem = Assert.Single(ProfileJson.Parse(text).Problems);

        Assert.Equal(ProfileProblems.Unreadable, problem.Kind);
    }

    [Theory]
    [InlineData("[null]", "profiles[#1]")]
    [InlineData("[1]", "profiles[#1]")]
    [InlineData("[{}]", "profiles[#1]")]
    [InlineData("""[{"id":"a"}]""", "profiles[#1]")]
    [InlineData("""[{"id":null,"displayName":"A"}]""", "profiles[#1].id")]
    [InlineData("""[{"id":1,"displayName":"A"}]""", "profiles[#1].id")]
    [InlineData(Start + """ "surprise":1}]""", "profiles[#1].surprise")]
    [InlineData(Start + """ "routes":null}]""", "profiles[#1].routes")]
    [InlineData(Start + """ "routes":["10.0.0.5/24"]}]""", "profiles[#1].routes[0]")]
    [InlineData(Start + """ "routes":["10.0.0.0/24","fd00::1/64"]}]""", "profiles[#1].routes[1]")]
    [InlineData(Start + """ "routes":[7]}]""", "profiles[#1].routes[0]")]
    [InlineData(Start + """ "dnsServers":["9.9.9.9",null]}]""", "profiles[#1].dnsServers")]
    [InlineData(Start + """ "priority":"1"}]""", "profiles[#1].priority")]
    [InlineData(Start + """ "priority":1.5}]""", "profiles[#1].priority")]
    [InlineData(Start + """ "defaultGateway":"yes"}]""", "profiles[#1].defaultGateway")]
    [InlineData(Start + """ "preferredProtocol":2}]""", "profiles[#1].preferredProtocol")]
    [InlineData(Start + """ "preferredProtocol":"pptp"}]""", "profiles[#1].preferredProtocol")]
    [InlineData(Start + """ "wireGuard":{"pool4":"10.0.0.0/24"}}]""", "profiles[#1].wireGuard")]
    [InlineData(Start + """ "wireGuard":{"pool4":"x","pool6":"fd00::/64"}}]""", "profiles[#1].wireGuard.pool4")]
    [InlineData(Start + """ "openVpn":{"udpPorts":[1194,"x"]}}]""", "profiles[#1].openVpn.udpPorts[1]")]
    public void Parse_WrongSetting_RefusedWithItsPath(string text, string where)
    {
        var problem = Assert.Single(ProfileJson.Parse(text).Problems);

        Assert.Equal(ProfileProblems.InvalidSetting, problem.Kind);
        Assert.Equal(where, problem.Where);
    }

    [Fact]
    public void Parse_TwoBadProfiles_BothAreNamed() =>
        Assert.Equal(
            ["profiles[#1]", "profiles[#3]"],
            ProfileJson.Parse("""[{},{"id":"a","displayName":"A"},{}]""").Problems.Select(problem => problem.Where)
        );

    [Fact]
    public void Parse_DeepNesting_Refused() =>
        Assert.False(ProfileJson.Parse(new string('[', 10_000) + new string(']', 10_000)).Succeeded);

    [Fact]
    public void Parse_TooLong_Refused() =>
        Assert.False(ProfileJson.Parse("[" + new string(' ', ProfileJson.LongestText) + "]").Succeeded);

    /// <summary>Good text with one character changed: a value or a problem, never an exception.</summary>
    [Fact]
    public void Parse_DamagedText_NeverThrows()
    {
        var good = ProfileJson.Write([SomeProfiles.Split]);
        Prop.ForAll(
                Gen.Choose(0, good.Length - 1).ToArbitrary(),
                ArbMap.Default.ArbFor<char>(),
                (at, character) =>
                {
                    var outcome = ProfileJson.Parse(
                        string.Concat(good.AsSpan(0, at), [character], good.AsSpan(at + 1))
                    );
                    return !outcome.Succeeded || ProfileSetValidator.Validate(outcome.Value) is not null;
                }
            )
            .QuickCheckThrowOnFailure();
    }
}
