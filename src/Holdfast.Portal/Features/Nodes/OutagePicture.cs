using System.Globalization;

namespace Holdfast.Portal.Features.Nodes;

/// <summary>Places of outages on a line of 900 units that is the history of a node.</summary>
public static class OutagePicture
{
    public const int Width = 900;

    /// <summary>So that a short one is still seen.</summary>
    private const double Narrowest = 3;

    /// <summary>Where the node's life begins, from the left.</summary>
    public static string Start(DateTimeOffset createdAt, DateTimeOffset from, DateTimeOffset now) =>
        Text(Place(createdAt, from, now));

    public static IEnumerable<(string X, string Width)> Marks(
        IEnumerable<OutageView> outages,
        DateTimeOffset from,
        DateTimeOffset now
    ) =>
        outages.Select(outage =>
        {
            var x = Place(outage.BeganAt, from, now);
            var width = Math.Max(Narrowest, Place(outage.EndedAt ?? now, from, now) - x);
            return (Text(Math.Min(x, Width - width)), Text(width));
        });

    private static double Place(DateTimeOffset at, DateTimeOffset from, DateTimeOffset now) =>
        now <= from ? Width : Math.Clamp(Width * ((at - from) / (now - from)), 0, Width);

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
