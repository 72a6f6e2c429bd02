using System.Collections.Concurrent;
using Holdfast.Homes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Holdfast.Tests.Fixtures;

/// <summary>Answers on the admin socket as a test has said, and keeps what it was asked.</summary>
internal sealed class FakePortal : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, (int Status, string Body)> _answers = new(StringComparer.Ordinal);

    private FakePortal(HomeFolder home)
    {
        Directory.CreateDirectory(home.Run);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(home.AdminSocket));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>Method, path with query, body.</summary>
    public ConcurrentQueue<(string Request, string Body)> Asked { get; } = new();

    public static async Task<FakePortal> StartAsync(HomeFolder home)
    {
        var portal = new FakePortal(home);
        await portal._app.StartAsync();
        return portal;
    }

    /// <param name="request">For example <c>GET /api/admin/v1/users</c>.</param>
    public FakePortal Answer(string request, string body, int status = 200)
    {
        _answers[request] = (status, body);
        return this;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var request = $"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}";
        using var reader = new StreamReader(http.Request.Body);
        Asked.Enqueue((request, await reader.ReadToEndAsync()));
        var (status, body) = _answers.GetValueOrDefault(request, (404, "not a problem document"));
        http.Response.StatusCode = status;
        if (body.Length > 0)
        {
            await http.Response.WriteAsync(body);
        }
    }
}
