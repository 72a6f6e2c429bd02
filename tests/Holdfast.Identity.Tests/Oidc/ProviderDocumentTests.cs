using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Holdfast.Identity.Oidc;
using Holdfast.Testing.Oidc;

namespace Holdfast.Identity.Tests.Oidc;

/// <summary>What providers say: descriptions, keys, answers, claims.</summary>
public sealed class ProviderDocumentTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("""{"token_endpoint":"http://login.example.org/token"}""", false)]
    [InlineData("""{"jwks_uri":"file:///etc/passwd"}""", false)]
    [InlineData("""{"authorization_endpoint":"https://login.example.org/x#y"}""", false)]
    [InlineData("""{"authorization_endpoint":"https://user:password@login.example.org/x"}""", false)]
    [InlineData("""{"issuer":7}""", false)]
    [InlineData("""{"userinfo_endpoint":"http://login.example.org/me"}""", true)]
    public void Metadata_NeedsItsParts_OverHttps(string changed, bool good)
    {
        var description = new JsonObject
        {
            ["issuer"] = "https://login.example.org",
            ["authorization_endpoint"] = "https://login.example.org/authorize",
            ["token_endpoint"] = "https://login.example.org/token",
            ["jwks_uri"] = "https://login.example.org/keys",
        };
        foreach (var (name, value) in changed.Length == 0 ? [] : JsonNode.Parse(changed)!.AsObject())
        {
            description[name] = value?.DeepClone();
        }

        var metadata = ProviderMetadata.Parse(JsonSerializer.SerializeToUtf8Bytes(description));
        Assert.Equal(good, metadata is not null);
        Assert.Null(metadata?.Userinfo);
    }

    [Theory]
    [InlineData("https://login.example.org", "https://login.example.org/.well-known/openid-configuration")]
    [InlineData("https://login.example.org/", "https://login.example.org/.well-known/openid-configuration")]
    [InlineData("https://a.example.org/realms/b", "https://a.example.org/realms/b/.well-known/openid-configuration")]
    public void Metadata_IsBelowTheIssuer(string issuer, string expected) =>
        Assert.Equal(expected, ProviderMetadata.AddressOf(issuer).AbsoluteUri);

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"keys":{}}""")]
    public void Keys_NoSet_IsNone(string json) => Assert.Null(ProviderKey.ParseSet(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Keys_ThatCannotBeUsed_ArePassedOver()
    {
        var good = TokenSigner.Rsa("good").Keys()["keys"]![0]!.DeepClone();
        var weak = TokenSigner.Rsa("weak", bits: 1024).Keys()["keys"]![0]!.DeepClone();
        var forSecrecy = good.DeepClone();
        forSecrecy["use"] = "enc";
        var shared = new JsonObject { ["kty"] = "oct", ["k"] = "AAAA" };
        var shortPoint = TokenSigner.Curve("short").Keys()["keys"]![0]!.DeepClone();
        shortPoint["x"] = "AAAA";
        var set = new JsonObject
        {
            ["keys"] = new JsonArray(weak, forSecrecy, shared, shortPoint, JsonValue.Create(7), null, good),
        };

        var keys = ProviderKey.ParseSet(JsonSerializer.SerializeToUtf8Bytes(set))!;
        Assert.Equal("good", Assert.Single(keys).Id);
    }

    /// <summary>A point beside the curve is found when it is used, and nothing breaks.</summary>
    [Fact]
    public void Key_PointBesideTheCurve_VerifiesNothing()
    {
        var signer = TokenSigner.Curve("one");
        var set = signer.Keys();
        set["keys"]![0]!["x"] = set["keys"]![0]!["y"]!.DeepClone();
        var key = Assert.Single(ProviderKey.ParseSet(JsonSerializer.SerializeToUtf8Bytes(set))!);

        Assert.False(key.Verifies("ES256", "x"u8, signer.Signature("x"u8.ToArray())));
    }

    [Theory]
    [InlineData("groups", "a,b")]
    [InlineData("one", "a")]
    [InlineData("realm_access.roles", "c")]
    [InlineData("https://example.org/groups", "d")]
    [InlineData("nothing", null)]
    [InlineData("groups.more", null)]
    [InlineData("number", "")]
    public void Claims_ByName_OrByTheWayToThem(string name, string? expected)
    {
        var claims = Claims
            .Parse(
                """
            {"groups":["a",7,"b"],"one":"a","realm_access":{"roles":["c"]},"https://example.org/groups":["d"],"number":7}
            """u8
            )!
            .Value;
        var texts = Claims.Texts(claims, name);

        Assert.Equal(expected, texts is null ? null : string.Join(',', texts));
    }

    [Theory]
    [InlineData("""{"error":"invalid_grant","error_description":"gone"}""", true, "invalid_grant: gone")]
    [InlineData("""{"error":"invalid_client"}""", false, "invalid_client")]
    [InlineData("""{"error":"x","error_description":"a\u0000b\ud800"}""", false, "")]
    [InlineData("""{"id_token":"x"}""", false, "")]
    public void TokenReply_Errors(string json, bool isOver, string said)
    {
        var reply = TokenReply.Parse(Encoding.UTF8.GetBytes(json));

        Assert.Equal(isOver, reply?.IsOver ?? false);
        Assert.StartsWith(said, reply?.Said ?? "", StringComparison.Ordinal);
    }
}
