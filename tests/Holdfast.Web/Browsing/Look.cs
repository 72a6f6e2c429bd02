using Microsoft.Playwright;

namespace Holdfast.Web.Browsing;

/// <summary>How somebody looks at the portal.</summary>
public sealed record Look(string Name, ColorScheme Scheme, int Width, int Height)
{
    public static readonly Look WideLight = new("wide-light", ColorScheme.Light, 1280, 900);
    public static readonly Look WideDark = new("wide-dark", ColorScheme.Dark, 1280, 900);
    public static readonly Look NarrowLight = new("narrow-light", ColorScheme.Light, 390, 844);
    public static readonly Look NarrowDark = new("narrow-dark", ColorScheme.Dark, 390, 844);

    public static readonly IReadOnlyList<Look> All = [WideLight, WideDark, NarrowLight, NarrowDark];

    public override string ToString() => Name;
}
