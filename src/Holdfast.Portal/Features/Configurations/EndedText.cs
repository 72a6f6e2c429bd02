using System.Globalization;

namespace Holdfast.Portal.Features.Configurations;

/// <summary>What was done, with how many configurations it ended, where there were any.</summary>
public static class EndedText
{
    public static string Of(string done, int ended) =>
        ended switch
        {
            0 => done,
            1 => $"{done} 1 configuration ended.",
            _ => string.Create(CultureInfo.InvariantCulture, $"{done} {ended} configurations ended."),
        };
}
