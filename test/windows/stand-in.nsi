; An installer with the project's own macros in the places where electron-builder's template calls them, around a stand-in
; for the program: what the macros do can be tried where electron-builder's own tools cannot be fetched.
; makensis -DPROGRAM=stand-in.exe -DOUT=setup.exe -DMACROS=installer.nsh stand-in.nsi
Target amd64-unicode
!include LogicLib.nsh
!include FileFunc.nsh
!define APP_EXECUTABLE_FILENAME "KohyoDesk.exe"
!define APP_PACKAGE_NAME "kohyo-desk"
!include "${MACROS}"
Var appExe
Name "個票デスク"
OutFile "${OUT}"
InstallDir "$PROGRAMFILES64\KohyoDesk"
RequestExecutionLevel admin
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

Function .onInit
  SetRegView 64
FunctionEnd

Section
  SetShellVarContext all
  !insertmacro customCheckAppRunning
  SetOutPath "$INSTDIR"
  File "/oname=KohyoDesk.exe" "${PROGRAM}"
  StrCpy $appExe "$INSTDIR\KohyoDesk.exe"
  WriteUninstaller "$INSTDIR\Uninstall.exe"
  !insertmacro customInstall
SectionEnd

!define BUILD_UNINSTALLER
Section Uninstall
  SetRegView 64
  SetShellVarContext all
  !insertmacro customCheckAppRunning
  !insertmacro customUnInstall
  Delete "$INSTDIR\KohyoDesk.exe"
  Delete "$INSTDIR\Uninstall.exe"
  RMDir "$INSTDIR"
SectionEnd
