using System.Diagnostics.Metrics;
using System.Net;
using Holdfast.Telemetry.Health;
using Holdfast.Telemetry.Metrics;

namespace Holdfast.Telemetry.Tests.Health;

public sealed class HealthListenerTests : IAsyncLifetime
{
    private readonly string _name = "test." + Guid.CreateVersion7().ToString("N");
    private readonly Meter _meter;
    private readonly MetricsCollector _metrics;
    private readonly HttpClient _client = new(new SocketsHttpHandler());
    private string? _reason;
    private HealthListener? _listener;

    public HealthListenerTests()
    {
        _meter = new Meter(_name);
        _metrics = new MetricsCollector(name => name == _name);
    }

    public async ValueTask InitializeAsync()
    {
        var readiness = new Readiness([new ReadinessCheck("database", () => _reason)]);
        _listener = await HealthListener.StartAsync(
            new IPEndPoint(IPAddress.Loopback, 0),
            readiness,
            _metrics,
            CancellationToken.None
        );
        _client.BaseAddress = _listener.Address;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _listener!.DisposeAsync();
        _metrics.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public async Task Livez_Always_IsOk()
    {
        _reason = "no primary";
        Assert.Equal("ok\n", await _client.GetStringAsync("/livez"));
    }

    [Fact]
    public async Task Readyz_Good_Is200()
    {
        using var answer = await _client.GetAsync("/readyz");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("good database\n", await answer.Content.ReadAsStringAsync());
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Readyz_Bad_Is503WithTheReason()
    {
        _reason = "no primary";
        using var answer = await _client.GetAsync("/readyz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("bad  database: no primary\n", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Metrics_Any_ArePrometheusText()
    {
        _meter.CreateCounter<int>("c").Add(1);
        using var answer = await _client.GetAsync("/metrics");
        Assert.Equal(PrometheusText.ContentType, answer.Content.Headers.ContentType!.ToString());
        Assert.EndsWith("\nc_total 1\n", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/livez/x")]
    [InlineData("/metrics/../etc")]
    public async Task Get_AnythingElse_Is404(string path)
    {
        using var answer = await _client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Post_Livez_IsNotAllowed()
    {
        using var answer = await _client.PostAsync("/livez", null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Fact]
    public async Task Start_PortInUse_Throws() =>
        await Assert.ThrowsAnyAsync<IOException>(() =>
            HealthListener.StartAsync(
                new IPEndPoint(IPAddress.Loopback, _listener!.Address.Port),
                new Readiness([]),
                _metrics,
                CancellationToken.None
            )
        );
}
