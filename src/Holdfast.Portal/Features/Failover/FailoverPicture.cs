using System.Globalization;
using Holdfast.Model.Failover;

namespace Holdfast.Portal.Features.Failover;

/// <summary>A unit as a small picture: the machines beside each other, the address at the active one, a line where it is heard.</summary>
public static class FailoverPicture
{
    public const int Height = 128;
    public const int BoxTop = 46;
    public const int BoxWidth = 180;
    public const int BoxHeight = 78;
    public const int NameAt = 72;
    public const int RoleAt = 92;
    public const int NoteAt = 111;
    public const int LineAt = 85;
    public const int TagWidth = 180;
    public const int TagHeight = 26;
    public const int TagText = 20;
    private const int Gap = 60;
    private const int LongestNote = 30;
    private const int LongestName = 20;

    /// <param name="Kind">For the style sheet.</param>
    public sealed record Box(
        int Left,
        int Middle,
        int TagLeft,
        string Name,
        string Role,
        string Note,
        string Kind,
        bool Holds
    );

    /// <param name="IsHeard">One of the two hears the other.</param>
    public sealed record Line(int From, int To, bool IsHeard);

    public static int WidthOf(int machines) => (machines * BoxWidth) + (Math.Max(0, machines - 1) * Gap);

    public static IEnumerable<Box> Boxes(UnitState unit) =>
        unit.Roles.Select(
            (role, index) =>
            {
                var left = index * (BoxWidth + Gap);
                var middle = left + (BoxWidth / 2);
                return new Box(
                    left,
                    middle,
                    middle - (TagWidth / 2),
                    Shortened(role.Node, LongestName),
                    Word(role),
                    Shortened(role.Note ?? "", LongestNote),
                    Kind(role),
                    role.Role == UnitRole.Active
                );
            }
        );

    public static IEnumerable<Line> Lines(UnitState unit) =>
        Enumerable
            .Range(1, Math.Max(0, unit.Roles.Count - 1))
            .Select(index => new Line(
                (index * (BoxWidth + Gap)) - Gap,
                index * (BoxWidth + Gap),
                unit.Roles[index].IsHeard && unit.Roles[index - 1].IsHeard
            ));

    public static string Tag(UnitState unit) =>
        unit.Addresses.Count == 0 ? ""
        : unit.Addresses.Count == 1 ? Shortened(unit.Addresses[0], 24)
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{Shortened(unit.Addresses[0], 18)} +{unit.Addresses.Count - 1}"
        );

    /// <summary>The same for who does not see it.</summary>
    public static string InWords(UnitState unit) =>
        string.Join(
            "; ",
            unit.Roles.Select(role =>
                $"{role.Node}: {Word(role)}"
                + (role.Note is { } note ? $", {note}" : "")
                + (role.Role == UnitRole.Active ? $", has {string.Join(", ", unit.Addresses)}" : "")
            )
        );

    private static string Word(RoleOfMachine role) =>
        role switch
        {
            { Role: UnitRole.Active } => "active",
            { Role: UnitRole.Standby, IsReady: true } => "standby, ready",
            { Role: UnitRole.Standby } => "standby, not ready",
            { Role: UnitRole.Claiming } => "taking over",
            { Role: UnitRole.Fault } => "not healthy",
            { Role: UnitRole.Stopping } => "stopping",
            { Role: UnitRole.Initialising } => "starting",
            _ => "not known",
        };

    private static string Kind(RoleOfMachine role) =>
        role switch
        {
            { Role: UnitRole.Active } => "is-active",
            { IsReady: true } => "is-ready",
            _ => "is-not-ready",
        };

    private static string Shortened(string text, int longest) =>
        text.Length > longest ? text[..(longest - 1)] + "…" : text;
}
