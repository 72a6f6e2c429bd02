namespace Holdfast.Data.Migrations;

/// <summary>Several statements at once, inside the unit of work; only migrations need that.</summary>
internal interface IScriptRunner
{
    Task RunScriptAsync(string script);
}
