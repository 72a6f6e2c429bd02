using System.Net;
using System.Text.Json.Nodes;
using Holdfast.Portal.Settings;
using Holdfast.Portal.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Portal.Tests.Features.Settings;

public sealed class SettingApiTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Path = "/settings";

    private const string Defaults = """
        {"sessionExpiry":"90d","accessTokenLife":"1h","refreshGrace":"1m","sessionHistory":"90d","auditHistory":"730d",
         "apiConfigurations":3,"manualConfigurations":3,"secondFactor":"nobody","secondFactorGroups":""}
        """;

    [Fact]
    public async Task Put_Nothing_IsTheDefaults()
    {
        await portal.DoAsync(HttpMethod.Patch, Path, """{"sessionExpiry":"1d","issuer":"https://vpn.example"}""");
        var answer = await portal.DoAsync(HttpMethod.Put, Path, "{}");

        AssertSame(Defaults, answer);
        AssertSame(Defaults, await portal.GetAsync(Path));
    }

    [Fact]
    public async Task Put_Everything_IsInForceAndInTheAuditLog()
    {
        const string Wanted = """
            {"sessionExpiry":"3650d","accessTokenLife":"1d","refreshGrace":"10m","sessionHistory":"1d","auditHistory":"30d",
             "apiConfigurations":0,"manualConfigurations":1000,"secondFactor":"everybody",
             "secondFactorGroups":"board, finance","issuer":"https://vpn.example.org:8443/a"}
            """;
        await portal.DoAsync(HttpMethod.Put, Path, "{}");
        AssertSame(Wanted, await portal.DoAsync(HttpMethod.Put, Path, Wanted));
        AssertSame(Wanted, await portal.GetAsync(Path));

        var entry = (await portal.AuditAsync("setting.change"))!;
        var detail = JsonNode.Parse(entry["detail"]!.GetValue<string>())!;
        Assert.Equal("local administrator", entry["actor"]!.GetValue<string>());
        Assert.Equal("90d", detail["before"]!["sessionExpiry"]!.GetValue<string>());
        Assert.Equal("3650d", detail["after"]!["sessionExpiry"]!.GetValue<string>());
        Assert.Equal("", detail["before"]!["issuer"]!.GetValue<string>());
        Assert.Equal("https://vpn.example.org:8443/a", detail["after"]!["issuer"]!.GetValue<string>());
    }

    [Fact]
    public async Task Patch_One_OthersStay_AndTheLogTellsOnlyOfIt()
    {
        await portal.DoAsync(HttpMethod.Put, Path, """{"sessionExpiry":"30d","refreshGrace":"0s"}""");
        var answer = await portal.DoAsync(HttpMethod.Patch, Path, """{"sessionExpiry":null,"apiConfigurations":7}""");

        Assert.Equal("90d", answer["sessionExpiry"]!.GetValue<string>());
        Assert.Equal("0s", answer["refreshGrace"]!.GetValue<string>());
        Assert.Equal(7, answer["apiConfigurations"]!.GetValue<int>());
        AssertSame(
            """{"before":{"sessionExpiry":"30d","apiConfigurations":"3"},"after":{"sessionExpiry":"90d","apiConfigurations":"7"}}""",
            JsonNode.Parse((await portal.AuditAsync("setting.change"))!["detail"]!.GetValue<string>())!
        );
    }

    [Fact]
    public async Task Patch_WhatItIsAlready_IsNotInTheLog()
    {
        await portal.DoAsync(HttpMethod.Put, Path, """{"accessTokenLife":"2h"}""");
        var before = (await portal.AuditAsync("setting.change"))!["id"]!.ToJsonString();
        await portal.DoAsync(HttpMethod.Patch, Path, """{"accessTokenLife":"120m"}""");

        Assert.Equal(before, (await portal.AuditAsync("setting.change"))!["id"]!.ToJsonString());
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task Change_EverythingWrong_AllIsSaidAndNothingChanges(string method)
    {
        var before = (await portal.GetAsync(Path)).ToJsonString();
        using var answer = await portal.SendAsync(
            new HttpMethod(method),
            Path,
            """
            {"sessionExpiry":"59s","accessTokenLife":"90","refreshGrace":"11m","apiConfigurations":1001,
             "manualConfigurations":"3","issuer":"http://vpn.example","surprise":1}
            """
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(
            [
                "HF-1460 surprise",
                "HF-1461 accessTokenLife",
                "HF-1462 manualConfigurations",
                "HF-1463 apiConfigurations",
                "HF-1463 refreshGrace",
                "HF-1463 sessionExpiry",
                "HF-1464 issuer",
            ],
            (await AdminCalls.ProblemsAsync(answer)).Order(StringComparer.Ordinal)
        );
        Assert.Equal(before, (await portal.GetAsync(Path)).ToJsonString());
    }

    [Theory]
    [InlineData("", "HF-1404")]
    [InlineData("null", "HF-1404")]
    [InlineData("[]", "HF-1404 $")]
    [InlineData("{\"sessionExpiry\":\"1d\"", "HF-1404")]
    [InlineData("{\"sessionExpiry\":\"1d\",\"sessionExpiry\":\"2d\"}", "HF-1404")]
    [InlineData("{\"SessionExpiry\":\"1d\"}", "HF-1460")]
    [InlineData("{\"sessionExpiry\":90}", "HF-1461 sessionExpiry")]
    [InlineData("{\"sessionExpiry\":[\"1d\"]}", "HF-1461 sessionExpiry")]
    [InlineData("{\"sessionExpiry\":{}}", "HF-1461 sessionExpiry")]
    [InlineData("{\"sessionExpiry\":true}", "HF-1461 sessionExpiry")]
    [InlineData("{\"sessionExpiry\":\"3650d1s\"}", "HF-1463 sessionExpiry")]
    [InlineData("{\"accessTokenLife\":\"59s\"}", "HF-1463 accessTokenLife")]
    [InlineData("{\"accessTokenLife\":\"24h1s\"}", "HF-1463 accessTokenLife")]
    [InlineData("{\"accessTokenLife\":\"0s\"}", "HF-1463 accessTokenLife")]
    [InlineData("{\"sessionHistory\":\"23h\"}", "HF-1463 sessionHistory")]
    [InlineData("{\"auditHistory\":\"29d\"}", "HF-1463 auditHistory")]
    [InlineData("{\"refreshGrace\":\"-1s\"}", "HF-1461 refreshGrace")]
    [InlineData("{\"apiConfigurations\":-1}", "HF-1463 apiConfigurations")]
    [InlineData("{\"apiConfigurations\":1.5}", "HF-1462 apiConfigurations")]
    [InlineData("{\"apiConfigurations\":1e3}", "HF-1462 apiConfigurations")]
    [InlineData("{\"apiConfigurations\":99999999999999999999}", "HF-1463 apiConfigurations")]
    [InlineData("{\"apiConfigurations\":99999999999999999999999999999999999999999999999}", "HF-1462 apiConfigurations")]
    [InlineData("{\"issuer\":\"vpn.example\"}", "HF-1464 issuer")]
    [InlineData("{\"issuer\":\"https://\"}", "HF-1464 issuer")]
    [InlineData("{\"issuer\":\"https://vpn.example/?\"}", "HF-1464 issuer")]
    [InlineData("{\"issuer\":\"https://vpn.example/?a=b\"}", "HF-1464 issuer")]
    [InlineData("{\"issuer\":\"https://vpn.example/#\"}", "HF-1464 issuer")]
    [InlineData("{\"issuer\":\"https://user@vpn.example\"}", "HF-1464 issuer")]
    [InlineData("{\"issuer\":\"https://vpn.example\\r\\nX: y\"}", "HF-1464 issuer")]
    [InlineData("{\"issuer\":\"https://vpn.exämple\"}", "HF-1464 issuer")]
    [InlineData("{\"issuer\":5}", "HF-1464 issuer")]
    public async Task Patch_BodyOrValueNotInOrder_IsRefused(string body, string problem)
    {
        var before = (await portal.GetAsync(Path)).ToJsonString();
        using var answer = await portal.SendAsync(HttpMethod.Patch, Path, body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.StartsWith(problem, Assert.Single(await AdminCalls.ProblemsAsync(answer)), StringComparison.Ordinal);
        Assert.Equal(before, (await portal.GetAsync(Path)).ToJsonString());
    }

    [Fact]
    public async Task Put_TooLarge_IsRefused()
    {
        using var answer = await portal.SendAsync(
            HttpMethod.Put,
            Path,
            $$"""{"issuer":"{{new string('a', 2_000_000)}}"}"""
        );

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal(["HF-1403"], await AdminCalls.ProblemsAsync(answer));
    }

    [Fact]
    public async Task Put_LongValue_IsRefusedWithoutRepeatingIt()
    {
        using var answer = await portal.SendAsync(
            HttpMethod.Put,
            Path,
            $$"""{"issuer":"https://{{new string('a', 500)}}"}"""
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await answer.Content.ReadAsByteArrayAsync()).Length < 1500);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task OtherMethod_IsRefused(string method)
    {
        using var answer = await portal.SendAsync(new HttpMethod(method), Path, "{}");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Fact]
    public async Task Change_OnOnePortal_IsInForceOnAnotherAtOnce()
    {
        await using var other = await portal.BuildAnotherAsync();
        var settings = other.Services.GetRequiredService<PortalSettings>();
        await portal.Database.ReadAsync(settings.ReadAsync, CancellationToken.None);
        foreach (var minutes in new[] { 5, 6, 7 })
        {
            await portal.DoAsync(HttpMethod.Patch, Path, $$"""{"accessTokenLife":"{{minutes}}m"}""");
            var seen = await portal.Database.ReadAsync(settings.ReadAsync, CancellationToken.None);

            Assert.Equal(TimeSpan.FromMinutes(minutes), seen.AccessTokenLife);
        }
    }

    [Fact]
    public async Task Patch_ManyAtOnce_NoneIsLost()
    {
        await portal.DoAsync(HttpMethod.Put, Path, "{}");
        string[] changes =
        [
            """{"sessionExpiry":"1d"}""",
            """{"accessTokenLife":"2m"}""",
            """{"refreshGrace":"3m"}""",
            """{"sessionHistory":"7d"}""",
            """{"auditHistory":"900d"}""",
            """{"apiConfigurations":4}""",
            """{"manualConfigurations":5}""",
            """{"issuer":"https://six.example"}""",
            """{"secondFactor":"administrators"}""",
            """{"secondFactorGroups":"b,a"}""",
        ];
        await Task.WhenAll(changes.Select(change => portal.DoAsync(HttpMethod.Patch, Path, change)));

        AssertSame(
            """
            {"sessionExpiry":"1d","accessTokenLife":"2m","refreshGrace":"3m","sessionHistory":"7d","auditHistory":"900d",
             "apiConfigurations":4,"manualConfigurations":5,"secondFactor":"administrators",
             "secondFactorGroups":"a, b","issuer":"https://six.example"}
            """,
            await portal.GetAsync(Path)
        );
    }

    private static void AssertSame(string wanted, JsonNode found) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(wanted), found), found.ToJsonString());
}
