using System.Net;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Testing;
using Holdfast.Tests.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Holdfast.Tests.Admin;

/// <summary>Commands that ask a portal over the network.</summary>
public sealed class RemoteTests : IAsyncLifetime
{
    private const string Token = "hf_C2iW8hLg4S0nq7Zc0wX1rYVb6uEoTtPfK3mD9aQjG5s";

    private readonly TestHome _home = new();
    private readonly X509Certificate2 _certificate = TestCertificates.For("localhost");
    private readonly List<string> _asked = [];
    private WebApplication _portal = null!;

    private string Address =>
        _portal.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    private string TokenFile => _home.Folder.At("token.txt");

    private string CaFile => _home.Folder.At("ca.pem");

    public async ValueTask InitializeAsync()
    {
        _home.Make();
        await File.WriteAllTextAsync(TokenFile, Token + "\n");
        await File.WriteAllTextAsync(CaFile, _certificate.ExportCertificatePem());
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(_certificate))
        );
        _portal = builder.Build();
        _portal.Run(http =>
        {
            _asked.Add($"{http.Request.Method} {http.Request.Path} {http.Request.Headers.Authorization}");
            return http.Response.WriteAsync("""{"items":[{"name":"anna"}]}""");
        });
        await _portal.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        _certificate.Dispose();
        _home.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task List_OptionsBeforeOrBehindTheVerb_AsksWithTheToken(bool before)
    {
        string[] options = ["--portal", Address, "--token-file", TokenFile, "--ca-file", CaFile];
        string[] verb = ["user", "list"];
        var terminal = new TestTerminal();

        var code = await terminal.RunAsync(_home.Folder, before ? [.. options, .. verb] : [.. verb, .. options]);

        Assert.Equal((ExitCodes.Done, ""), (code, terminal.Error));
        Assert.Contains("anna", terminal.Out, StringComparison.Ordinal);
        Assert.Equal([$"GET /api/admin/v1/users Bearer {Token}"], _asked);
    }

    [Fact]
    public async Task List_AuthorityNotNamed_IsNotTrustedAndToldNothing()
    {
        var terminal = new TestTerminal();
        var code = await terminal.RunAsync(
            _home.Folder,
            ["user", "list", "--portal", Address, "--token-file", TokenFile]
        );

        Assert.Equal(ExitCodes.Refused, code);
        Assert.StartsWith("HF-1510", terminal.Error, StringComparison.Ordinal);
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task List_NobodyThere_IsNotReached()
    {
        var terminal = new TestTerminal();
        await _portal.StopAsync();
        var code = await terminal.RunAsync(
            _home.Folder,
            ["user", "list", "--portal", "https://127.0.0.1:1", "--token-file", TokenFile]
        );

        Assert.Equal(ExitCodes.Refused, code);
        Assert.StartsWith("HF-1509", terminal.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--token-file {token}", 1)]
    [InlineData("--portal {portal}", 1)]
    [InlineData("--portal http://vpn.example.org --token-file {token}", 1)]
    [InlineData("--portal {portal}/somewhere --token-file {token}", 1)]
    [InlineData("--portal {portal} --token-file {ca}", 1)]
    [InlineData("--portal {portal} --token-file {token} --ca-file {token}", 1)]
    [InlineData("--portal nowhere --token-file /nothing --ca-file /nothing", 3)]
    public async Task List_Nonsense_AllOfItIsSaidAndNothingAsked(string options, int problems)
    {
        var line = options
            .Replace("{portal}", Address, StringComparison.Ordinal)
            .Replace("{token}", TokenFile, StringComparison.Ordinal)
            .Replace("{ca}", CaFile, StringComparison.Ordinal);
        var terminal = new TestTerminal();

        var code = await terminal.RunAsync(_home.Folder, ["user", "list", .. line.Split(' ')]);

        Assert.Equal(ExitCodes.CannotStart, code);
        Assert.Equal(problems, terminal.Error.Split("HF-1508").Length - 1);
        Assert.Empty(_asked);
    }
}
