@echo off
rem Starts Glassformer on Windows. app\launcher\prepare.ps1 finds the JDK, builds where that is needed and writes
rem java's arguments to a file; it prints the JDK's folder, and everything else to standard error.
setlocal EnableExtensions DisableDelayedExpansion
set "GLASSFORMER_HOME=%~dp0"
set "GLASSFORMER_JDK="
for /f "usebackq delims=" %%J in (`powershell -NoProfile -NonInteractive -ExecutionPolicy Bypass -File "%~dp0app\launcher\prepare.ps1"`) do set "GLASSFORMER_JDK=%%J"
if not defined GLASSFORMER_JDK exit /b 3
if "%~1"=="--jdk" (
    echo %GLASSFORMER_JDK%
    exit /b 0
)
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=PASSIVE"
"%GLASSFORMER_JDK%\bin\java.exe" "@%~dp0target\launcher\java.args" glassformer.app.Main %*
exit /b %ERRORLEVEL%
