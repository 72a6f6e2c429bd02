namespace Holdfast.Model.Problems;

/// <summary>
/// Where something that a person wrote could not be read, as paths such as <c>wireGuard.pool4</c> or <c>routes[1]</c>. A default stands
/// there, from which nothing may be concluded; an element of a list is left out, and the others have moved up.
/// </summary>
public sealed class UnreadPlaces(IEnumerable<string> places)
{
    public static readonly UnreadPlaces None = new([]);

    private readonly HashSet<string> _places = new(places, StringComparer.Ordinal);

    /// <summary>The place, something inside it, or something that it is inside of.</summary>
    public bool Touch(string place) => _places.Any(unread => IsInside(unread, place) || IsInside(place, unread));

    /// <summary>Those inside the place, as it names them.</summary>
    public UnreadPlaces Within(string place) =>
        _places.Count == 0
            ? this
            : new(
                _places.Any(unread => IsInside(place, unread))
                    ? [""]
                    : _places
                        .Where(unread => IsInside(unread, place))
                        .Select(unread => unread[place.Length..].TrimStart('.'))
            );

    /// <summary>As they are named from outside, when all this stands at the place.</summary>
    public UnreadPlaces Under(string place) => new(_places.Select(unread => Join(place, unread)));

    /// <summary>Where an element of a list stood before others were left out. With the number of elements that are left: how many there were.</summary>
    public int IndexIn(string list, int index)
    {
        var left = index;
        for (var at = 0; ; at++)
        {
            if (!_places.Contains($"{list}[{at}]") && left-- == 0)
            {
                return at;
            }
        }
    }

    /// <summary>The path of something inside a place, by its name or its index; an empty one adds nothing.</summary>
    public static string Join(string outer, string inner) =>
        outer.Length == 0 || inner.Length == 0 || inner[0] == '[' ? outer + inner : $"{outer}.{inner}";

    private static bool IsInside(string inner, string outer) =>
        outer.Length == 0
        || (
            inner.StartsWith(outer, StringComparison.Ordinal)
            && (inner.Length == outer.Length || inner[outer.Length] is '.' or '[')
        );
}
