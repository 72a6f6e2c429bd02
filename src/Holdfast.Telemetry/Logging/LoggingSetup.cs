using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Holdfast.Telemetry.Logging;

public static class LoggingSetup
{
    /// <summary>
    /// Logs to standard error, one line an event; standard output belongs to what a command answers. Frameworks speak up from
    /// warnings on.
    /// </summary>
    /// <param name="format">Null: for a person when standard error is a terminal, for the journal otherwise.</param>
    public static ILoggingBuilder AddHoldfast(
        this ILoggingBuilder logging,
        LineFormat? format = null,
        LogLevel minimum = LogLevel.Information
    )
    {
        var chosen = format ?? (Console.IsErrorRedirected ? LineFormat.Journal : LineFormat.Terminal);
        logging.ClearProviders();
        logging.SetMinimumLevel(minimum);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);
        logging.Services.TryAddSingleton(TimeProvider.System);
        logging.Services.AddSingleton<ConsoleFormatter>(services => new LineFormatter(
            chosen,
            services.GetRequiredService<TimeProvider>()
        ));
        logging.AddConsole(options =>
        {
            options.FormatterName = LineFormatter.FormatterName;
            options.LogToStandardErrorThreshold = LogLevel.Trace;
        });
        return logging;
    }
}
