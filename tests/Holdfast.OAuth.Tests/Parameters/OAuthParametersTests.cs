using System.Text;
using Holdfast.OAuth.Parameters;

namespace Holdfast.OAuth.Tests.Parameters;

public sealed class OAuthParametersTests
{
    [Theory]
    [InlineData("a=1&b=2", "1")]
    [InlineData("?a=1", "1")]
    [InlineData("a=x+y", "x y")]
    [InlineData("a=x%20y", "x y")]
    [InlineData("a=%2B%26%3D%25", "+&=%")]
    [InlineData("a=%c3%a4", "ä")]
    [InlineData("a=x=y", "x=y")]
    [InlineData("%61=1", "1")]
    [InlineData("&&a=1&", "1")]
    public void FromQuery_WellFormed_IsDecoded(string query, string value) =>
        Assert.Equal(value, OAuthParameters.FromQuery(query).Value!["a"]);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("a=")]
    [InlineData("a")]
    [InlineData("b=1")]
    public void FromQuery_NoValue_CountsAsAbsent(string? query) =>
        Assert.Null(OAuthParameters.FromQuery(query).Value!["a"]);

    [Theory]
    [InlineData("a=1&a=2")]
    [InlineData("a=1&a=1")]
    [InlineData("a=&a=1")]
    [InlineData("a&a")]
    [InlineData("a=1&%61=2")]
    public void FromQuery_RepeatedParameter_IsRefused(string query) => Assert.Equal("HF-1202", Refusal(query));

    [Theory]
    [InlineData("a=%")]
    [InlineData("a=%2")]
    [InlineData("a=%zz")]
    [InlineData("a=%+1")]
    [InlineData("a=%-1")]
    [InlineData("a=%ff")]
    [InlineData("a=%c3")]
    [InlineData("a=%ed%a0%80")] // a surrogate in UTF-8
    [InlineData("a=%c0%80")] // overlong
    [InlineData("a=x%00y")]
    [InlineData("a=x%0d%0ay")]
    [InlineData("a=%7f")]
    [InlineData("=1")]
    [InlineData("a=ä")]
    [InlineData("%00=1")]
    public void FromQuery_Malformed_IsRefused(string query) => Assert.Equal("HF-1201", Refusal(query));

    [Fact]
    public void FromQuery_LimitsOfLength_AreExact()
    {
        Assert.True(OAuthParameters.FromQuery("a=" + new string('x', ParameterLimits.ValueLength)).Accepted);
        Assert.Equal("HF-1201", Refusal("a=" + new string('x', ParameterLimits.ValueLength + 1)));
        Assert.True(OAuthParameters.FromQuery(new string('n', ParameterLimits.NameLength) + "=1").Accepted);
        Assert.Equal("HF-1201", Refusal(new string('n', ParameterLimits.NameLength + 1) + "=1"));
    }

    [Fact]
    public void FromQuery_LimitOfCount_IsExact()
    {
        var most = string.Join('&', Enumerable.Range(0, ParameterLimits.Count).Select(i => $"p{i}=1"));
        Assert.True(OAuthParameters.FromQuery(most).Accepted);
        Assert.Equal("HF-1201", Refusal(most + "&more=1"));
    }

    [Fact]
    public void FromForm_LongerThanTheLimit_IsRefused()
    {
        Assert.True(OAuthParameters.FromForm(Filled(ParameterLimits.TotalLength)).Accepted);
        Assert.False(OAuthParameters.FromForm(Filled(ParameterLimits.TotalLength + 1)).Accepted);

        static byte[] Filled(int length) => [.. Enumerable.Repeat((byte)'&', length)];
    }

    [Fact]
    public void FromForm_AnyBytes_GiveParametersOrARejection()
    {
        var random = new Random(6749);
        var alphabet = "ab=&%+09fF\0\x80\xffz"u8.ToArray();
        for (var round = 0; round < 20_000; round++)
        {
            var body = new byte[random.Next(0, 60)];
            for (var i = 0; i < body.Length; i++)
            {
                body[i] = random.Next(5) == 0 ? (byte)random.Next(256) : alphabet[random.Next(alphabet.Length)];
            }

            var verdict = OAuthParameters.FromForm(body);
            Assert.True(verdict.Accepted || verdict.Rejection.Kind.Id is "HF-1201" or "HF-1202");
        }
    }

    [Fact]
    public void FromForm_WhatAClientEncodes_ComesBack()
    {
        var random = new Random(43);
        for (var round = 0; round < 500; round++)
        {
            var value = new string([.. Enumerable.Range(0, 20).Select(_ => (char)random.Next(0x20, 0x7F))]);
            var body = Encoding.ASCII.GetBytes($"v={Uri.EscapeDataString(value)}");
            Assert.Equal(value, OAuthParameters.FromForm(body).Value!["v"]);
        }
    }

    private static string Refusal(string query) => OAuthParameters.FromQuery(query).Rejection!.Kind.Id;
}
