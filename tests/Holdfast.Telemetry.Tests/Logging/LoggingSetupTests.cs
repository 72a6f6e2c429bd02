using Holdfast.Telemetry.Logging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Holdfast.Telemetry.Tests.Logging;

public sealed class LoggingSetupTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddLogging(logging => logging.AddHoldfast(LineFormat.Journal))
        .BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Theory]
    [InlineData("Holdfast.Node.Applier", LogLevel.Information, true)]
    [InlineData("Holdfast.Node.Applier", LogLevel.Debug, false)]
    [InlineData("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Information, false)]
    [InlineData("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Warning, true)]
    [InlineData("System.Net.Http.HttpClient", LogLevel.Information, false)]
    public void AddHoldfast_Categories_AreHeardFromTheirLevelOn(string category, LogLevel level, bool heard) =>
        Assert.Equal(heard, _services.GetRequiredService<ILoggerFactory>().CreateLogger(category).IsEnabled(level));

    [Theory]
    [InlineData("Holdfast.Node.Applier", LogLevel.Information, true)]
    [InlineData("Holdfast.Node.Applier", LogLevel.Debug, false)]
    [InlineData("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Information, false)]
    [InlineData("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Warning, true)]
    [InlineData("System.Net.Http.HttpClient", LogLevel.Information, false)]
    public void CreateFactory_Categories_AreHeardAsWithAContainer(string category, LogLevel level, bool heard)
    {
        using var loggers = LoggingSetup.CreateFactory(LineFormat.Journal);
        Assert.Equal(heard, loggers.CreateLogger(category).IsEnabled(level));
    }

    [Fact]
    public void AddHoldfast_Formatter_IsOursAndWritesToStandardError()
    {
        var options = _services.GetRequiredService<Microsoft.Extensions.Options.IOptions<ConsoleLoggerOptions>>().Value;
        Assert.Equal(LineFormatter.FormatterName, options.FormatterName);
        Assert.Equal(LogLevel.Trace, options.LogToStandardErrorThreshold);
        Assert.Contains(_services.GetServices<ConsoleFormatter>(), formatter => formatter is LineFormatter);
    }
}
