namespace Holdfast.Portal.Assets;

/// <summary>All files that pages refer to. To add one: put it beside this file and name it here.</summary>
public static class AssetCatalogue
{
    public static readonly Asset Style = Asset.Load("portal.css", "text/css; charset=utf-8");
    public static readonly Asset Script = Asset.Load("portal.js", "text/javascript; charset=utf-8");
    public static readonly Asset Passkeys = Asset.Load("passkeys.js", "text/javascript; charset=utf-8");
    public static readonly Asset Icon = Asset.Load("icon.svg", "image/svg+xml");

    public static readonly IReadOnlyList<Asset> All = [Style, Script, Passkeys, Icon];
}
