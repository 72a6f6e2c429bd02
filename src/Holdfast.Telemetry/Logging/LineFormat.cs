namespace Holdfast.Telemetry.Logging;

/// <summary>Who reads the log.</summary>
public enum LineFormat
{
    /// <summary>A person: with time and level.</summary>
    Terminal,

    /// <summary>The systemd journal: with a priority prefix.</summary>
    Journal,
}
